package org.tutela.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The walls between the rooms, as ARCHITECTURE.md draws them.
class WallsTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.tutela");

    /// What each room may use.
    private static final Map<String, Set<String>> MAY_USE =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("model", Set.of()),
                            Map.entry("bytes", Set.of()),
                            Map.entry("evidence", Set.of("model", "bytes")),
                            Map.entry("examine", Set.of("model", "bytes")),
                            Map.entry("media", Set.of("examine", "model", "bytes")),
                            Map.entry("known", Set.of("model", "bytes")),
                            Map.entry("facts", Set.of("model")),
                            Map.entry(
                                    "run",
                                    Set.of(
                                            "evidence",
                                            "examine",
                                            "media",
                                            "facts",
                                            "model",
                                            "bytes")),
                            Map.entry("link", Set.of("bytes", "facts", "known", "model")),
                            Map.entry("spark", Set.of("run", "link", "facts", "model")),
                            Map.entry("casebook", Set.of("model")),
                            Map.entry("answers", Set.of("facts", "casebook", "model")),
                            Map.entry(
                                    "disclose",
                                    Set.of("answers", "casebook", "facts", "known", "model")),
                            Map.entry("verify", Set.of()),
                            Map.entry("web", Set.of("answers", "casebook", "disclose", "model")),
                            Map.entry("scenario", Set.of("model", "bytes"))));

    private static final Set<String> MACHINE_HALF =
            Set.of(
                    "model",
                    "bytes",
                    "evidence",
                    "examine",
                    "media",
                    "known",
                    "facts",
                    "link",
                    "spark");

    /// Libraries, and the rooms that may know them.
    private static final Map<String, Set<String>> LIBRARIES =
            Map.of(
                    "org.apache.parquet..", Set.of("facts"),
                    "dev.hardwood..", Set.of("facts"),
                    "org.duckdb..", Set.of("answers"),
                    "org.apache.lucene..", Set.of("answers"),
                    "org.apache.spark..", Set.of("spark"),
                    "org.springframework..", Set.of("web", "casebook"),
                    "picocli..", Set.of("app"),
                    "org.apache.tika..", Set.of("examine"),
                    "com.drew..", Set.of("examine"),
                    "org.apache.commons.compress..", Set.of("evidence", "scenario"));

    @Test
    void everyRoomUsesOnlyWhatItMay() {
        everyRoomUsesOnlyWhatItMay(CLASSES);
    }

    static void everyRoomUsesOnlyWhatItMay(JavaClasses classes) {
        for (Map.Entry<String, Set<String>> room : MAY_USE.entrySet()) {
            List<String> forbidden = new ArrayList<>();
            Set<String> rooms = new TreeSet<>(MAY_USE.keySet());
            rooms.add("app");
            for (String other : rooms) {
                if (!other.equals(room.getKey()) && !room.getValue().contains(other)) {
                    forbidden.add("org.tutela." + other + "..");
                }
            }
            noClasses()
                    .that()
                    .resideInAPackage("org.tutela." + room.getKey() + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden.toArray(new String[0]))
                    .allowEmptyShould(true)
                    .because(
                            "the room "
                                    + room.getKey()
                                    + " may use "
                                    + room.getValue()
                                    + " (ARCHITECTURE.md)")
                    .check(classes);
        }
    }

    @Test
    void librariesStayInTheirRooms() {
        librariesStayInTheirRooms(CLASSES);
    }

    static void librariesStayInTheirRooms(JavaClasses classes) {
        for (Map.Entry<String, Set<String>> library : LIBRARIES.entrySet()) {
            String[] allowed =
                    library.getValue().stream()
                            .map(room -> "org.tutela." + room + "..")
                            .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideOutsideOfPackages(allowed)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(library.getKey())
                    .because("only " + library.getValue() + " may know " + library.getKey())
                    .check(classes);
        }
    }

    @Test
    void theMachineHalfHasNoClockNoChanceAndNoTerminal() {
        theMachineHalfHasNoClockNoChanceAndNoTerminal(CLASSES);
    }

    static void theMachineHalfHasNoClockNoChanceAndNoTerminal(JavaClasses classes) {
        String[] half =
                MACHINE_HALF.stream()
                        .map(room -> "org.tutela." + room + "..")
                        .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAnyPackage(half)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.ZoneId.class, "systemDefault")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .because("the same input gives the same bytes on every machine")
                .check(classes);
    }

    @Test
    void nothingOpensAConnection() {
        nothingOpensAConnection(CLASSES);
    }

    static void nothingOpensAConnection(JavaClasses classes) {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.tutela.web..", "org.tutela.spark..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.Socket")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.URLConnection")
                .because("addresses found in evidence are never contacted")
                .check(classes);
    }

    @Test
    void aPackageLiesInOneRoomOnly() {
        Repository repository = new Repository();
        Map<String, Set<String>> rooms = new TreeMap<>();
        for (Path source : repository.sources()) {
            String name = repository.name(source);
            int main = name.indexOf("/src/main/java/");
            if (main > 0) {
                String folder = name.substring(main + 15, name.lastIndexOf('/'));
                rooms.computeIfAbsent(folder, f -> new TreeSet<>()).add(name.substring(0, main));
            }
        }
        rooms.values().removeIf(in -> in.size() == 1);
        assertEquals(Map.of(), rooms);
    }
}
