package org.tutela.link;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What one step looks up: identities and small tables, loaded once.
public final class Known {
    private final Identities identities;
    private final Map<String, Object> lookups;

    private Known(Identities identities, Map<String, Object> lookups) {
        this.identities = identities;
        this.lookups = Map.copyOf(lookups);
    }

    /// Loads what the step asks for.
    public static Known load(LinkStep step, Tables tables) throws IOException {
        Map<String, Object> loaded = new HashMap<>();
        for (Lookup<?> lookup : step.lookups()) {
            loaded.put(lookup.name(), loadOne(lookup, tables));
        }
        Identities identities =
                step.asksIdentities() ? Identities.LOOKUP.loader().load(tables) : Identities.none();
        return new Known(identities, loaded);
    }

    /// The identities; none known where the step does not ask.
    public Identities identities() {
        return identities;
    }

    /// A lookup that the step announced; throws [IllegalArgumentException] for any other.
    @SuppressWarnings("unchecked")
    public <T> T get(Lookup<T> lookup) {
        Object found = lookups.get(lookup.name());
        if (found == null) {
            throw new IllegalArgumentException(
                    "the step does not announce the lookup " + lookup.name());
        }
        return (T) found;
    }

    /// Everything that a step depends on beside its inputs.
    public static List<Lookup<?>> lookups(LinkStep step) {
        List<Lookup<?>> all = new java.util.ArrayList<>(step.lookups());
        if (step.asksIdentities()) {
            all.add(Identities.LOOKUP);
        }
        return all;
    }

    private static <T> Object loadOne(Lookup<T> lookup, Tables tables) throws IOException {
        return java.util.Objects.requireNonNull(lookup.loader().load(tables));
    }
}
