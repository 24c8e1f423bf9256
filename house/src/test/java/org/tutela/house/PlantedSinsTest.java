package org.tutela.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Each rule of tidiness catches the sin it is there for, and leaves virtue alone.
class PlantedSinsTest {

    @Test
    void catchesALongMethod() {
        assertCaught("lines, at most 60", "class A { void a() {\n" + "int i;\n".repeat(60) + "} }");
    }

    @Test
    void catchesALongFile() {
        assertCaught("at most 600", "class A {}\n" + "// .\n".repeat(600));
    }

    @Test
    void catchesABroadCatch() {
        assertCaught(
                "catches Exception",
                "class A { void a() { try { b(); } catch (Exception e) { c(); } } }");
        assertCaught(
                "catches Throwable",
                "class A { void a() { try { b(); } catch (IllegalStateException | Throwable e) { c(); } } }");
    }

    @Test
    void leavesACatchThatThrowsOnAlone() {
        assertEquals(
                List.of(),
                Tidy.sins(
                        Map.of(
                                "x/A.java",
                                "class A { void a() { try { b(); } catch (RuntimeException e) { c(); throw e; } } }")));
    }

    @Test
    void catchesATodoWithoutAnIssue() {
        assertCaught("names its issue", "class A { } // TODO later");
        assertEquals(List.of(), Tidy.sins(Map.of("x/A.java", "class A { } // TODO(#12) later")));
    }

    @Test
    void catchesBannedWords() {
        assertCaught("say \"match\"", "class A { int hits; }");
        assertCaught("take the time from the caller", "class A { Object a = Instant.now(); }");
        assertCaught("name the thing", "class FileHelper { }");
        assertCaught("give the exception", "class A { void a(Error e) { e.printStackTrace(); } }");
    }

    private static void assertCaught(String part, String source) {
        List<String> sins = Tidy.sins(Map.of("x/A.java", source));
        assertTrue(sins.stream().anyMatch(sin -> sin.contains(part)), sins::toString);
    }
}
