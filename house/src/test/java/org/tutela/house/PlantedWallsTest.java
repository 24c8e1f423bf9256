package org.tutela.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each wall catches the sin it is there for, planted in a class that is compiled here.
class PlantedWallsTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void catchesEachSinAndNothingElse() throws IOException {
        Map<String, Consumer<JavaClasses>> sins = new LinkedHashMap<>();
        Consumer<JavaClasses> pure = WallsTest::theMachineHalfHasNoClockNoChanceAndNoTerminal;
        sins.put("evidence; class S0 { long a() { return System.currentTimeMillis(); } }", pure);
        sins.put("evidence; class S1 { Object a() { return java.time.Instant.now(); } }", pure);
        sins.put(
                "link; class S2 { Object a() { return java.time.ZoneId.systemDefault(); } }", pure);
        sins.put("facts; class S3 { Object a() { return System.getenv(\"HOME\"); } }", pure);
        sins.put("known; class S4 { Object a() { return new java.util.Random(1); } }", pure);
        sins.put("model; class S5 { void a() { System.out.println(); } }", pure);
        sins.put(
                "examine; class S6 { void a(java.net.Socket b) { b.getPort(); } }",
                WallsTest::nothingOpensAConnection);
        sins.put(
                "model; class S7 { org.tutela.facts.CaseFolder a; }",
                WallsTest::everyRoomUsesOnlyWhatItMay);
        sins.put(
                "answers; class S8 { org.tutela.evidence.Entry a; }",
                WallsTest::everyRoomUsesOnlyWhatItMay);
        sins.put(
                "link; class S9 { org.duckdb.DuckDBConnection a; }",
                WallsTest::librariesStayInTheirRooms);
        Path classes = compile(List.copyOf(sins.keySet()));
        int number = 0;
        for (Map.Entry<String, Consumer<JavaClasses>> sin : sins.entrySet()) {
            String room = sin.getKey().substring(0, sin.getKey().indexOf(';'));
            Path planted = classes.resolve("org/tutela/%s/S%d.class".formatted(room, number));
            JavaClasses imported = new ClassFileImporter().importPath(planted);
            assertThrows(AssertionError.class, () -> sin.getValue().accept(imported), sin.getKey());
            number++;
        }
    }

    private Path compile(List<String> sins) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
        arguments.add("-cp");
        arguments.add(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")));
        for (int i = 0; i < sins.size(); i++) {
            Path java = folder.resolve("S" + i + ".java");
            Files.writeString(java, "package org.tutela." + sins.get(i));
            arguments.add(java.toString());
        }
        int failed =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, arguments.toArray(new String[0]));
        assertEquals(0, failed);
        return classes;
    }
}
