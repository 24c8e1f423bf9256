package org.tutela.link.lead;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tutela.link.Lookup;
import org.tutela.link.Tables;
import org.tutela.model.InvitePosting;

/// Which conversation an invite leads to, where some message says so; if several do not agree, the
/// smallest id.
final class InviteTargets {
    static final Lookup<InviteTargets> LOOKUP =
            new Lookup<>("invite targets", List.of(InvitePosting.class), InviteTargets::load);

    private final Map<String, String> targets;

    private InviteTargets(Map<String, String> targets) {
        this.targets = targets;
    }

    Optional<String> find(String invite) {
        return Optional.ofNullable(targets.get(invite));
    }

    private static InviteTargets load(Tables tables) throws IOException {
        Map<String, String> targets = new TreeMap<>();
        for (Tables.Part<InvitePosting> part : tables.parts(InvitePosting.class)) {
            part.read(row -> {
                if (row.leadsTo() != null) {
                    targets.merge(
                            row.invite(),
                            row.leadsTo(),
                            (one, other) -> one.compareTo(other) <= 0 ? one : other);
                }
            });
        }
        return new InviteTargets(targets);
    }
}
