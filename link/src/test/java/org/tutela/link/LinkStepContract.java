package org.tutela.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.link.shuffle.LocalShuffle;
import org.tutela.model.Citation;
import org.tutela.model.Id;
import org.tutela.model.LinkedFact;

/// What every link step keeps to. A step's test extends it and gives a world in which the step has
/// something to do.
public abstract class LinkStepContract {
    private static final LocalShuffle.Budget SMALL = new LocalShuffle.Budget(1 << 17, 2);

    @TempDir Path folder;

    /// The step.
    protected abstract LinkStep step();

    /// Facts of the devices `A`, `B` and `C`, from which the step makes something.
    protected abstract World world();

    @Test
    void standsInTheList() {
        assertTrue(LinkSteps.all().stream().anyMatch(each -> each.getClass() == step().getClass()));
    }

    @Test
    void givesTheSameWhateverTheOrderOfArrival() throws IOException {
        String expected = rows(Linking.all(world()));
        for (long seed = 1; seed <= 5; seed++) {
            assertEquals(expected, rows(Linking.all(world().shuffled(seed))), "seed " + seed);
        }
    }

    @Test
    void givesTheSameInTheLocalShuffle() throws IOException {
        String expected = rows(Linking.all(world()));
        assertEquals(expected, rows(Linking.all(world(), local("whole"))));
    }

    @Test
    void givesTheSameWhenDevicesArriveOneAfterTheOther() throws IOException {
        String expected = rows(Linking.all(world()));
        for (List<String> order :
                List.of(List.of("A", "B", "C"), List.of("C", "B", "A"), List.of("B", "C", "A"))) {
            Shuffle kept = local("kept-" + String.join("", order));
            Linking.all(world().only(order.get(0)), kept);
            Linking.all(world().only(order.get(0), order.get(1)), kept);
            assertEquals(expected, rows(Linking.all(world(), kept)), "order " + order);
        }
    }

    @Test
    void forgetsADeviceThatIsGone() throws IOException {
        String expected = rows(Linking.all(world().only("A", "C")));
        Shuffle kept = local("gone");
        Linking.all(world(), kept);
        assertEquals(expected, rows(Linking.all(world().only("A", "C"), kept)));
    }

    @Test
    void citesFactsForEveryRow() throws IOException {
        World linked = Linking.all(world());
        Set<Id> facts = new HashSet<>(linked.factIds());
        Set<Id> citing = new HashSet<>();
        for (Citation citation : linked.linked(Citation.class)) {
            if (citation.made().step().equals(step().name())) {
                assertTrue(facts.contains(citation.fact()), "cited and not there: " + citation);
                citing.add(citation.made().linked());
            }
        }
        Set<Id> ids = new HashSet<>();
        for (Class<? extends LinkedFact> table : step().outputs()) {
            List<? extends LinkedFact> rows = linked.linked(table);
            assertFalse(rows.isEmpty(), "the world gives nothing for " + table);
            for (LinkedFact row : rows) {
                assertTrue(citing.contains(row.made().linked()), "cites nothing: " + row);
                assertTrue(ids.add(row.made().linked()), "an id twice: " + row);
            }
        }
    }

    private Shuffle local(String name) {
        return new LocalShuffle(folder.resolve(name), MemoryShuffle.PARTITIONS, SMALL);
    }

    private String rows(World linked) {
        return step().outputs().stream()
                .flatMap(table -> linked.linked(table).stream())
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }
}
