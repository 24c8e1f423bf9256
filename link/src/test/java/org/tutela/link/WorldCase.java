package org.tutela.link;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.RegisteredSource;
import org.tutela.facts.Staging;
import org.tutela.facts.UnitWriter;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;
import org.tutela.model.FactTables;
import org.tutela.model.Id;

/// Puts a world's facts into a case.
public final class WorldCase {
    private WorldCase() {}

    /// Registers every device and states its facts.
    public static void state(CaseFolder open, World world) throws IOException {
        SortedMap<Id, List<Fact>> bySource = new TreeMap<>();
        world.each((source, fact) ->
                bySource.computeIfAbsent(source, key -> new ArrayList<>()).add(fact));
        for (var each : bySource.entrySet()) {
            open.register(
                    new RegisteredSource(
                            each.getKey(),
                            "EX/" + each.getKey().toString().substring(0, 4),
                            "/nowhere/" + each.getKey(),
                            "phone.zip",
                            "zip",
                            1,
                            new TreeMap<>()));
            Staging staging = Staging.open(open, each.getKey(), "pass");
            try (UnitWriter unit = staging.begin("unit")) {
                for (Fact fact : each.getValue()) {
                    add(unit, fact);
                }
                unit.commit();
            }
            staging.compact(List.of(), progress -> {});
        }
    }

    @SuppressWarnings("unchecked")
    private static <F extends Fact> void add(UnitWriter unit, F fact) throws IOException {
        unit.add((FactTable<F>) FactTables.of(fact.getClass()), fact);
    }
}
