package org.tutela.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tutela.model.Citation;
import org.tutela.model.FactTables;

final class LinkStepsTest {

    @Test
    void refusesAStepBeforeTheOneItReads() {
        List<LinkStep> reversed = new ArrayList<>(LinkSteps.all()).reversed();
        assertThrows(IllegalStateException.class, () -> LinkSteps.checked(reversed));
    }

    @Test
    void refusesTwoWritersOfOneTable() {
        List<LinkStep> twice = new ArrayList<>(LinkSteps.all());
        twice.add(twice.getFirst());
        assertThrows(IllegalStateException.class, () -> LinkSteps.checked(twice));
    }

    @Test
    void writeEveryLinkedTable() {
        Set<Class<?>> written = new HashSet<>();
        LinkSteps.all().forEach(step -> written.addAll(step.outputs()));
        written.add(Citation.class);
        Set<Class<?>> tables = new HashSet<>();
        FactTables.linked().forEach(table -> tables.add(table.rows()));
        assertEquals(tables, written);
    }
}
