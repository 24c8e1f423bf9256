package org.tutela.examine.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;

final class SharedPreferencesTest {
    private static final String GOOD =
            """
            <?xml version='1.0' encoding='utf-8' standalone='yes' ?>
            <map>
                <string name="push_name">Olu &amp; Co</string>
                <int name="version" value="7" />
                <set name="many"><string>a</string></set>
            </map>
            """;

    private static SharedPreferences read(String xml) throws IOException {
        return SharedPreferences.read(ByteSource.of(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsStringsAndNumbers() throws IOException {
        SharedPreferences settings = read(GOOD);
        assertEquals(Optional.of("Olu & Co"), settings.find("push_name"));
        assertEquals(Optional.of("7"), settings.find("version"));
        assertEquals(Optional.empty(), settings.find("many"));
    }

    @Test
    void refusesEntitiesAndExternalDocuments() {
        String hostile =
                "<!DOCTYPE m [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                        + "<map><string name=\"a\">&x;</string></map>";
        assertThrows(EvidenceException.class, () -> read(hostile));
    }

    @Test
    void survivesFlippedAndCutBytes() throws IOException {
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = java.util.Arrays.copyOf(good, 1 + random.nextInt(good.length));
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            try {
                SharedPreferences.read(ByteSource.of(bytes));
            } catch (EvidenceException expected) {
                assertEquals("EX-0210", expected.code());
            } catch (RuntimeException e) {
                throw new AssertionError("seed 5, round " + round, e);
            }
        }
    }
}
