package org.tutela.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tutela.scenario.plan.Country;
import org.tutela.scenario.plan.Operation;
import org.tutela.scenario.plan.PlannedAccount;
import org.tutela.scenario.plan.PlannedExhibit;

final class ScenarioTest {
    @Test
    void givesTheSameBytesForTheSameSeed() throws IOException {
        Path again = Written.write(Scenario.small(Written.SEED), "again");
        assertEquals(Written.digests(Written.folder()), Written.digests(again));
    }

    @Test
    void givesOtherOperationsForOtherSeeds() {
        Set<Operation> plans = new HashSet<>();
        for (long seed = 1; seed <= 3; seed++) {
            plans.add(Scenario.small(seed).plan());
        }
        assertEquals(3, plans.size());
        assertEquals(Scenario.small(1).plan(), Scenario.small(1).plan());
        assertNotEquals(Scenario.small(1).plan().messages(), Scenario.small(2).plan().messages());
    }

    @Test
    void isAsBigAsPromised() throws IOException {
        Operation plan = Written.SCENARIO.plan();
        assertEquals(8, plan.groups().size());
        assertEquals(25, plan.accounts().size());
        assertEquals(9, plan.exhibits().size());
        Set<Country> countries = new HashSet<>();
        plan.accounts().stream().map(PlannedAccount::country).forEach(countries::add);
        assertEquals(8, countries.size());
        Set<Country> seized = new HashSet<>();
        plan.exhibits().stream().map(PlannedExhibit::country).forEach(seized::add);
        assertTrue(seized.size() >= 5);
        long bytes = 0;
        for (Path path : Written.files(Written.folder())) {
            bytes += Files.isRegularFile(path) ? Files.size(path) : 0;
        }
        assertTrue(bytes < 60 << 20, "the operation takes " + bytes + " bytes");
    }

    @Test
    void namesEveryExhibitInItsList() throws IOException {
        List<String> lines = Files.readAllLines(Written.folder().resolve("exhibits.csv"));
        assertEquals("exhibit,path,kind,country,holder,seized,authority", lines.getFirst());
        for (String line : lines.subList(1, lines.size())) {
            Path path = Written.folder().resolve(line.split(",", -1)[1]);
            assertTrue(Files.exists(path), path + " is listed and missing");
        }
        assertEquals(10, lines.size());
    }
}
