package org.tutela.examine.chat.whatsapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.bytes.Limits;
import org.tutela.examine.TestItem;
import org.tutela.examine.TestRecorder;
import org.tutela.model.Message;
import org.tutela.model.Problem;
import org.tutela.model.ProblemKind;

/// Databases that are damaged or made to do harm: facts and problems, nothing else.
final class HostileDatabaseTest {
    private static final String PATH = "data/data/com.whatsapp/databases/msgstore.db";
    private static final String ANA = "447700900101@s.whatsapp.net";
    private static final String GROUP = "120363000000000001@g.us";

    @TempDir Path folder;

    private TestRecorder examine(byte[] bytes) throws Exception {
        return examine(bytes, Limits.standard());
    }

    private TestRecorder examine(byte[] bytes, Limits limits) throws Exception {
        try (TestItem item = TestItem.of(folder, PATH, bytes).limits(limits)) {
            return TestRecorder.run(new WhatsAppChats(), item);
        }
    }

    private static Problem onlyProblem(TestRecorder out) {
        assertEquals(1, out.problems().size(), out.problems().toString());
        return out.problems().getFirst();
    }

    /// A group with messages, events, members and everything else, about 100 KiB.
    private byte[] everything(int messages) throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            maker.begin();
            long group = maker.chat(GROUP, "Sunday football");
            long chat = maker.chat(ANA, null);
            for (int i = 0; i < messages; i++) {
                long row =
                        maker.message(i % 3 == 0 ? chat : group)
                                .from(i % 2 == 0 ? ANA : null)
                                .text("Recipe number " + i + " needs flour, eggs and patience")
                                .save();
                maker.reaction(group, row, ANA, "!");
                maker.insert(
                        "message_media",
                        "message_row_id",
                        row,
                        "file_path",
                        "Media/IMG-" + i + ".jpg");
                maker.insert(
                        "receipt_user",
                        "message_row_id",
                        row,
                        "receipt_user_jid_row_id",
                        maker.jid(ANA),
                        "receipt_timestamp",
                        MsgstoreMaker.START);
            }
            maker.system(group, 12, ANA, "447700900102@s.whatsapp.net");
            maker.participant(GROUP, ANA, 1);
            maker.commit();
            return maker.bytes();
        }
    }

    @Test
    void reportsWhatIsNoDatabase() throws Exception {
        byte[] text = "A letter about soup. ".repeat(300).getBytes(StandardCharsets.UTF_8);
        assertEquals(ProblemKind.MALFORMED, onlyProblem(examine(text)).kind());
        assertEquals("EX-0201", onlyProblem(examine(text)).code());
        assertEquals(ProblemKind.TRUNCATED, onlyProblem(examine(new byte[0])).kind());
    }

    @Test
    void reportsWhatLooksEncrypted() throws Exception {
        byte[] noise = new byte[8192];
        new Random(7).nextBytes(noise);
        assertEquals(ProblemKind.ENCRYPTED, onlyProblem(examine(noise)).kind());
    }

    @Test
    void reportsMissingTable() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            maker.sql("DROP TABLE message");
            Problem problem = onlyProblem(examine(maker.bytes()));
            assertEquals("EX-0204", problem.code());
            assertEquals(ProblemKind.UNSUPPORTED, problem.kind());
        }
    }

    @Test
    void reportsOlderGeneration() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            maker.sql("DROP TABLE message")
                    .sql("CREATE TABLE messages(_id INTEGER PRIMARY KEY, data TEXT)");
            assertEquals("EX-0211", onlyProblem(examine(maker.bytes())).code());
        }
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            maker.sql("CREATE TABLE messages(_id INTEGER PRIMARY KEY, data TEXT)")
                    .sql("INSERT INTO messages VALUES (1, NULL), (2, 'x')");
            maker.message(maker.chat(ANA, null)).text("Hello").save();
            TestRecorder out = examine(maker.bytes());
            assertEquals("EX-0211", onlyProblem(out).code());
            assertEquals("Hello", out.only(Message.TABLE).text());
        }
    }

    @Test
    void readsOnWithoutMissingColumns() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            long chat = maker.chat(ANA, null);
            maker.message(chat).from("partner").text("Hello").save();
            maker.sql("ALTER TABLE message DROP COLUMN origination_flags")
                    .sql("DROP TABLE message_quoted")
                    .sql("DROP TABLE message_forwarded");
            assertEquals("Hello", examine(maker.bytes()).only(Message.TABLE).text());
            maker.sql("ALTER TABLE message DROP COLUMN message_type")
                    .sql("ALTER TABLE message DROP COLUMN received_timestamp");
            TestRecorder out = examine(maker.bytes());
            assertEquals("EX-0205", onlyProblem(out).code());
            assertEquals("Hello", out.only(Message.TABLE).text());
        }
    }

    @Test
    void saysThatAColumnIsUnknown() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            maker.message(maker.chat(ANA, null)).from("partner").text("Hello").save();
            maker.sql("ALTER TABLE message ADD COLUMN of_next_year BLOB");
            TestRecorder out = examine(maker.bytes());
            assertEquals("EX-0216", onlyProblem(out).code());
            assertEquals(ProblemKind.UNSUPPORTED, onlyProblem(out).kind());
            assertTrue(onlyProblem(out).detail().contains("of_next_year"));
            assertEquals("Hello", out.only(Message.TABLE).text());
        }
    }

    @Test
    void reportsRowsWithValuesOfAnotherType() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            long chat = maker.chat(ANA, null);
            maker.message(chat).text("One").set("timestamp", "yesterday").save();
            maker.message(chat).set("text_data", new byte[] {'T', 'w', 'o'}).save();
            maker.message(chat).text("Three").set("timestamp", "1750000000000").save();
            TestRecorder out = examine(maker.bytes());
            assertEquals(
                    List.of("One", "Two", "Three"),
                    out.all(Message.TABLE).stream().map(Message::text).toList());
            assertEquals(
                    List.of("::row:message@1", "::row:message@2"),
                    out.problems().stream()
                            .map(p -> p.seen().address())
                            .map(a -> a.substring(a.indexOf("::row")))
                            .sorted()
                            .toList());
            assertTrue(out.problems().stream().allMatch(p -> p.code().equals("EX-0207")));
            assertEquals(1_750_000_000_000L, out.all(Message.TABLE).get(2).sent().raw());
        }
    }

    @Test
    void statesABadColumnOnceHoweverManyRowsItHas() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            maker.begin();
            long chat = maker.chat(ANA, null);
            for (int i = 0; i < 500; i++) {
                maker.message(chat).text("Soup").set("timestamp", "noon").save();
            }
            maker.commit();
            TestRecorder out = examine(maker.bytes());
            assertEquals(500, out.all(Message.TABLE).size());
            assertEquals("EX-0207", onlyProblem(out).code());
            assertTrue(onlyProblem(out).detail().contains("in 499 other rows"));
        }
    }

    @Test
    void takesNoViewForATable() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            maker.sql("DROP TABLE message")
                    .sql(
                            "CREATE VIEW message AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL"
                                    + " SELECT i + 1 FROM n) SELECT i AS _id, 1 AS chat_row_id"
                                    + " FROM n");
            assertEquals("EX-0204", onlyProblem(examine(maker.bytes())).code());
        }
    }

    @Test
    void stopsWhenTheDatabaseAsksForTooMuchComputing() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            // A generated column that never ends.
            maker.sql("DROP TABLE call_log")
                    .sql(
                            "CREATE TABLE call_log(_id INTEGER PRIMARY KEY, jid_row_id INTEGER,"
                                    + " call_id TEXT AS (hex(zeroblob(4000000)) || hex(zeroblob(4000000)))"
                                    + " VIRTUAL)");
            maker.begin();
            long chat = maker.chat(ANA, null);
            for (int i = 0; i < 3_000; i++) {
                maker.message(chat).text("Soup").save();
            }
            maker.insert("call_log", "jid_row_id", 1);
            maker.commit();
            Limits standard = Limits.standard();
            Limits tight =
                    new Limits(
                            standard.itemMemory(),
                            standard.spool(),
                            standard.expansion(),
                            standard.depth(),
                            standard.entries(),
                            1,
                            standard.pixels());
            assertTrue(
                    examine(maker.bytes(), tight).problems().stream()
                            .anyMatch(p -> p.kind() == ProblemKind.LIMIT_REACHED));
            TestRecorder out = examine(maker.bytes());
            assertEquals(3_000, out.all(Message.TABLE).size());
        }
    }

    @Test
    void stopsAtTheLimitOfRows() throws Exception {
        byte[] bytes = everything(50);
        Limits standard = Limits.standard();
        Limits few =
                new Limits(
                        standard.itemMemory(),
                        standard.spool(),
                        standard.expansion(),
                        standard.depth(),
                        20,
                        standard.timeMillis(),
                        standard.pixels());
        assertEquals(ProblemKind.LIMIT_REACHED, onlyProblem(examine(bytes, few)).kind());
    }

    @Test
    void skipsARowThatIsTooLong() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            long chat = maker.chat(ANA, null);
            maker.message(chat).text("Before").save();
            maker.message(chat).text("x".repeat(20 << 20)).save();
            maker.message(chat).text("After").save();
            TestRecorder out = examine(maker.bytes());
            assertEquals(
                    List.of("Before", "After"),
                    out.all(Message.TABLE).stream().map(Message::text).toList());
            assertTrue(
                    out.problems().stream()
                            .anyMatch(p ->
                                    p.kind() == ProblemKind.LIMIT_REACHED
                                            && p.detail().contains("behind row 1")));
        }
    }

    @Test
    void readsAroundADamagedPage() throws Exception {
        byte[] bytes = everything(2_000);
        int page = 4096;
        int damaged = 0;
        // Every leaf page of messages, found by its text, in the middle of the file.
        for (int at = bytes.length / 2 / page * page; damaged < 1; at += page) {
            if (new String(bytes, at, page, StandardCharsets.ISO_8859_1)
                    .contains("Recipe number")) {
                Arrays.fill(bytes, at, at + page, (byte) 0xEE);
                damaged++;
            }
        }
        TestRecorder out = examine(bytes);
        int read = out.all(Message.TABLE).size();
        assertTrue(read > 1_900 && read < 2_001, "read " + read);
        assertTrue(
                out.problems().stream()
                        .anyMatch(p ->
                                p.kind() == ProblemKind.MALFORMED
                                        && p.detail().contains("are missing")));
        assertEquals(
                out.facts().size(),
                out.facts().stream().map(f -> f.seen().fact()).distinct().count());
    }

    @Test
    void keepsMessagesWhenOnlyAJoinedTableIsDamaged() throws Exception {
        byte[] bytes = everything(600);
        int page = 4096;
        for (int at = page; at < bytes.length; at += page) {
            String text = new String(bytes, at, page, StandardCharsets.ISO_8859_1);
            if (text.contains("Media/IMG-30")) {
                Arrays.fill(bytes, at, at + page, (byte) 0);
            }
        }
        TestRecorder out = examine(bytes);
        assertEquals(601, out.all(Message.TABLE).size());
        assertFalse(out.problems().isEmpty());
    }

    @Test
    void survivesCuttingAtAnyLength() throws Exception {
        byte[] bytes = everything(60);
        int whole = examine(bytes).facts().size();
        for (int cut = 0; cut < bytes.length; cut += 1 + bytes.length / 60) {
            TestRecorder out = examine(Arrays.copyOf(bytes, cut));
            assertFalse(out.problems().isEmpty(), "cut at " + cut);
            assertTrue(out.facts().size() <= whole + 60, "cut at " + cut);
        }
    }

    @Test
    void survivesFlippedBytes() throws Exception {
        byte[] bytes = everything(40);
        long seed = 20260611;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 250; round++) {
            byte[] flipped = bytes.clone();
            int flips = 1 + random.nextInt(30);
            for (int i = 0; i < flips; i++) {
                // Half of the flips fall on the heads of pages, where they do most harm.
                int at =
                        random.nextBoolean()
                                ? random.nextInt(bytes.length)
                                : random.nextInt(bytes.length / 4096) * 4096 + random.nextInt(24);
                flipped[at] = (byte) random.nextInt(256);
            }
            try {
                examine(flipped);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
        }
    }

    @Test
    void statesTheSameTwice() throws Exception {
        byte[] bytes = everything(30);
        assertEquals(examine(bytes).facts(), examine(bytes).facts());
    }
}
