package org.tutela.examine.partner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.examine.TestItem;
import org.tutela.examine.TestRecorder;
import org.tutela.model.Account;
import org.tutela.model.MatchKind;
import org.tutela.model.Message;
import org.tutela.model.Problem;
import org.tutela.model.StatedFile;
import org.tutela.model.StatedMatch;

/// Tables of a partner, as they should be and as nobody should send them.
final class PartnerTablesTest {
    private static final String MESSAGES =
            "conversation,message_key,sender,sent,kind,text\r\n"
                    + "whatsapp:1@g.us,K1,whatsapp:447700900123@s.whatsapp.net,2026-03-01T12:00:00Z,TEXT,\"Leek, and \"\"potato\"\"\r\nsoup\"\r\n"
                    + "whatsapp:1@g.us,K2,person-7,,TEXT,offside\r\n";
    private static final String SHA256 = "ab".repeat(32);

    @TempDir private Path folder = Path.of("");

    private TestRecorder read(String table, byte[] bytes) throws IOException {
        try (TestItem item = TestItem.of(folder, "bag/data/tables/" + table + ".csv", bytes)) {
            PartnerTables tables = new PartnerTables();
            assertTrue(tables.wants(item));
            return TestRecorder.run(tables, item);
        }
    }

    private TestRecorder read(String table, String text) throws IOException {
        return read(table, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void statesMessagesWithoutPseudonyms() throws IOException {
        List<Message> messages = read("messages", MESSAGES).all(Message.TABLE);
        assertEquals("Leek, and \"potato\"\r\nsoup", messages.get(0).text());
        assertEquals("whatsapp:447700900123@s.whatsapp.net", messages.get(0).sender());
        assertEquals(null, messages.get(1).sender());
    }

    @Test
    void statesFilesAndTheirMatches() throws IOException {
        StatedFile file =
                read(
                                "files",
                                "exhibit,item,path,origin,size,modified,mime,md5,sha1,sha256\r\nHP-1,0a,DCIM/match.jpg,LISTED,12,,image/jpeg,short,,"
                                        + SHA256
                                        + "\r\n")
                        .only(StatedFile.TABLE);
        assertEquals("DCIM/match.jpg", file.path());
        assertEquals(SHA256, String.valueOf(file.sha256()));
        assertEquals(null, file.md5());
        assertEquals(12L, file.size());
        StatedMatch match =
                read(
                                "matches",
                                "exhibit,item,list,match,distance,category,scheme,matched_by\r\nHP-1,0a,Football,EXACT,0,2,,SHA256\r\n")
                        .only(StatedMatch.TABLE);
        assertEquals("Football", match.list());
        assertEquals(MatchKind.EXACT, match.match());
    }

    @Test
    void tellsOnceOfRowsThatAreTooLongAndReadsTheOthers() throws IOException {
        String huge = "x".repeat(5 << 20);
        String text =
                "account,handle,display_name,service\r\n"
                        + "threema:AAAA1111,,one,\r\n"
                        + "threema:BBBB2222,,"
                        + huge
                        + ",\r\n"
                        + "threema:CCCC3333,,\""
                        + huge
                        + "\r\n,\"\"\",\r\n"
                        + "threema:DDDD4444"
                        + ",".repeat(300)
                        + "\r\n"
                        + "threema:EEEE5555,,five,\r\n";
        TestRecorder seen = read("accounts", text);
        assertEquals(
                List.of("threema:AAAA1111", "threema:EEEE5555"),
                seen.all(Account.TABLE).stream().map(Account::account).toList());
        List<Problem> problems = seen.problems();
        assertEquals(1, problems.size());
        assertEquals("EX-0301", problems.getFirst().code());
    }

    @Test
    void tellsWhereReadingEndsThoughARowBeforeWasTooLong() throws IOException {
        String text =
                "account\r\nthreema:AAAA1111"
                        + ",".repeat(300)
                        + "\r\nthreema:BBBB2222\r\n\"threema:CCCC3333";
        TestRecorder seen = read("accounts", text);
        assertEquals(
                List.of("threema:BBBB2222"),
                seen.all(Account.TABLE).stream().map(Account::account).toList());
        assertEquals(2, seen.problems().size());
    }

    @Test
    void saysWhenATableIsAnother() throws IOException {
        for (String text : List.of("", "recipe,time\r\nsoup,20\r\n", "\0\0\0", "\"account")) {
            List<Problem> problems = read("accounts", text).problems();
            assertEquals(1, problems.size(), text);
            assertTrue(problems.getFirst().code().startsWith("EX-030"), text);
        }
        // A quote that is never closed ends the table there, and what was before stands.
        TestRecorder open = read("accounts", "account\r\nthreema:AAAA1111\r\n\"threema:BBBB2222");
        assertEquals(1, open.all(Account.TABLE).size());
        assertEquals(1, open.problems().size());
        // Zero bytes and bytes that are no UTF-8 are texts like others.
        TestRecorder odd = read("accounts", "account\r\nthreema:A\0\r\n");
        assertEquals(1, odd.all(Account.TABLE).size());
    }

    @Test
    void survivesAnyMutation() throws IOException {
        long seed = Long.getLong("mutation.seed", 11);
        Random random = new Random(seed);
        byte[] whole = MESSAGES.getBytes(StandardCharsets.UTF_8);
        int rounds = Integer.getInteger("fuzz.rounds", 3_000);
        int told = 0;
        for (int round = 0; round < rounds; round++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(whole, 0, random.nextInt(whole.length + 1));
            int from = random.nextInt(whole.length);
            bytes.write(whole, from, random.nextInt(whole.length - from + 1));
            byte[] changed = bytes.toByteArray();
            for (int i = 0; i < 3 && changed.length > 0; i++) {
                changed[random.nextInt(changed.length)] =
                        (byte) "\",\r\n\0x\u00ff".charAt(random.nextInt(7));
            }
            TestRecorder seen = read("messages", changed);
            assertTrue(seen.problems().size() <= 1, "round " + round + ", seed " + seed);
            told += seen.problems().size();
        }
        System.err.println(
                "PartnerTablesTest: " + rounds + " mutations, " + told + " told, seed " + seed);
    }
}
