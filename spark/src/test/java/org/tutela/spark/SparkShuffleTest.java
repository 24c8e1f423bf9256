package org.tutela.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Catalog;
import org.tutela.facts.FactFile;
import org.tutela.link.Known;
import org.tutela.link.LinkStep;
import org.tutela.link.LinkSteps;
import org.tutela.link.Shuffle;
import org.tutela.link.World;
import org.tutela.link.WorldCase;
import org.tutela.link.shuffle.LocalShuffle;
import org.tutela.link.store.CaseOutput;
import org.tutela.link.store.CaseTables;
import org.tutela.model.EdgeKind;

final class SparkShuffleTest {
    @TempDir Path folder;

    @Test
    void givesTheBytesThatOneMachineGives() throws IOException {
        SparkConf conf =
                new SparkConf()
                        .setMaster("local[2]")
                        .setAppName("tutela")
                        .set("spark.ui.enabled", "false")
                        .set("spark.driver.host", "127.0.0.1")
                        .set("spark.driver.bindAddress", "127.0.0.1");
        try (CaseFolder open = CaseFolder.openForWriting(folder.resolve("case"));
                JavaSparkContext context = new JavaSparkContext(conf)) {
            WorldCase.state(open, world());
            int partitions = open.partitions();
            Shuffle local =
                    new LocalShuffle(
                            folder.resolve("runs"),
                            partitions,
                            new LocalShuffle.Budget(1 << 20, 2));
            Shuffle spark = new SparkShuffle(context, partitions);
            for (String name : List.of("identity", "account", "presence")) {
                List<String> expected = link(name, local, open, "local");
                assertFalse(expected.isEmpty(), name);
                assertEquals(expected, link(name, spark, open, "spark"), name);
            }
        }
    }

    private List<String> link(String name, Shuffle shuffle, CaseFolder open, String where)
            throws IOException {
        LinkStep step =
                LinkSteps.all().stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        CaseTables tables = new CaseTables(open, Catalog.current(open));
        CaseOutput out = new CaseOutput(folder.resolve(where).resolve(name));
        shuffle.run(step, tables, Known.load(step, tables), out);
        return out.files().stream().map(SparkShuffleTest::text).toList();
    }

    private static String text(FactFile file) {
        return file.table() + "/" + file.path().getFileName() + " " + file.sha256();
    }

    private static World world() {
        World world = new World();
        for (String device : List.of("A", "B", "C")) {
            World.Device phone = world.device(device);
            phone.owner(World.ANA).edge(World.BEN_LID, World.BEN, EdgeKind.LID_MAP, 0);
            for (int i = 0; i < 200; i++) {
                phone.text(
                        i % 3 == 0 ? World.CAKES : World.TEAM,
                        "k" + i,
                        "whatsapp:3499900" + (1000 + i % 50) + "@s.whatsapp.net",
                        100 + i,
                        "message " + i);
            }
        }
        return world;
    }
}
