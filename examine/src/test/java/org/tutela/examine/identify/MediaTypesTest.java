package org.tutela.examine.identify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MediaTypesTest {
    private static final MediaTypes TYPES = MediaTypes.standard();

    @Test
    void tellsPicturesAndDatabasesByTheirFirstBytes() {
        assertEquals("image/jpeg", mime("ffd8ffe000104a464946", "a.txt"));
        assertEquals("image/png", mime("89504e470d0a1a0a0000", ""));
        assertEquals(
                "application/vnd.sqlite3", mime("53514c69746520666f726d6174203300", "msgstore.db"));
        assertEquals("image/heic", mime("00000018667479706865696300000000", "IMG.heic"));
    }

    @Test
    void tellsTextByBeingTextAndItsKindByItsName() {
        assertEquals(
                new MediaTypes.Told("text/plain", "TEXT"),
                TYPES.tell(text("pan y tomate, señora"), "notes"));
        assertEquals(
                new MediaTypes.Told("text/csv", "NAME"),
                TYPES.tell(text("a,b\n1,2\n"), "list.csv"));
        assertEquals(
                new MediaTypes.Told("text/plain", "TEXT"),
                TYPES.tell(text("not a picture"), "a.jpg"));
    }

    @Test
    void saysWhenNothingFits() {
        assertEquals(
                new MediaTypes.Told(MediaTypes.UNKNOWN, "NONE"),
                TYPES.tell(new byte[] {1, 2, 3, 0, 5}, "x.bin"));
        assertEquals(
                new MediaTypes.Told("application/x-empty", "EMPTY"), TYPES.tell(new byte[0], "x"));
    }

    @Test
    void saysWhetherTheExtensionAgreesOnlyWhereItSaysSomething() {
        assertEquals(true, TYPES.extensionAgrees("image/jpeg", "A.JPG"));
        assertEquals(false, TYPES.extensionAgrees("image/jpeg", "report.pdf"));
        assertNull(TYPES.extensionAgrees("image/jpeg", "file.unheardof"));
        assertNull(TYPES.extensionAgrees(MediaTypes.UNKNOWN, "file.jpg"));
    }

    private static String mime(String hex, String name) {
        return TYPES.tell(HexFormat.of().parseHex(hex), name).mime();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
