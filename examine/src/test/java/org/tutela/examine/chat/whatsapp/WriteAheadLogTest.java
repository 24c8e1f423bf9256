package org.tutela.examine.chat.whatsapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.examine.TestItem;
import org.tutela.examine.TestRecorder;
import org.tutela.model.Message;
import org.tutela.model.MessageState;
import org.tutela.model.Problem;

/// The write-ahead log beside a database: read where it belongs, reported where it does not.
final class WriteAheadLogTest {
    private static final String PATH = "data/data/com.whatsapp/databases/msgstore.db";
    private static final String ANA = "447700900101@s.whatsapp.net";

    @TempDir Path folder;

    private TestRecorder examine(byte[] main, byte[] log) throws Exception {
        try (TestItem item = TestItem.of(folder, PATH, main).with(PATH + "-wal", log)) {
            return TestRecorder.run(new WhatsAppChats(), item);
        }
    }

    private static List<String> texts(TestRecorder out, MessageState state) {
        return out.all(Message.TABLE).stream()
                .filter(m -> m.state() == state)
                .map(Message::text)
                .toList();
    }

    private static Problem onlyProblem(TestRecorder out) {
        assertEquals(1, out.problems().size(), out.problems().toString());
        return out.problems().getFirst();
    }

    /// A database with two messages, and a log with a third one.
    private MsgstoreMaker made(String word) throws Exception {
        MsgstoreMaker maker = MsgstoreMaker.in(folder);
        long chat = maker.chat(ANA, null);
        maker.message(chat).text(word + " one").save();
        maker.message(chat).text(word + " two").save();
        maker.toLog();
        maker.message(chat).text(word + " three").save();
        return maker;
    }

    @Test
    void readsRowsThatStandInTheLogOnly() throws Exception {
        try (MsgstoreMaker maker = made("Soup")) {
            TestRecorder out = examine(maker.bytes(), maker.log());
            assertEquals(List.of(), out.problems());
            assertEquals(
                    List.of("Soup one", "Soup two", "Soup three"), texts(out, MessageState.LIVE));
            assertEquals(1, out.inputs().size());
            TestRecorder without = examine(maker.bytes(), new byte[0]);
            assertEquals(List.of("Soup one", "Soup two"), texts(without, MessageState.LIVE));
            assertEquals(List.of(), without.problems());
        }
    }

    @Test
    void recoversWhatTheLogDeletesBlanksAndChanges() throws Exception {
        try (MsgstoreMaker maker = made("Soup")) {
            maker.sql("DELETE FROM message WHERE _id = 1")
                    .sql("UPDATE message SET message_type = 15, text_data = NULL WHERE _id = 2");
            TestRecorder out = examine(maker.bytes(), maker.log());
            assertEquals(List.of("Soup one", "Soup two"), texts(out, MessageState.RECOVERED));
            assertTrue(
                    out.all(Message.TABLE).stream()
                            .filter(m -> m.state() == MessageState.RECOVERED)
                            .allMatch(m -> "MAIN_FILE".equals(m.recoveredFrom())));
        }
    }

    @Test
    void reportsTheLogOfAnotherDatabase() throws Exception {
        try (MsgstoreMaker soup = made("Soup");
                MsgstoreMaker other = MsgstoreMaker.in(folder)) {
            other.begin();
            for (int i = 0; i < 300; i++) {
                long chat = other.chat("44770090" + (1000 + i) + "@s.whatsapp.net", null);
                other.message(chat).text("Football " + "ball ".repeat(i % 40)).save();
            }
            other.commit();
            other.toLog();
            for (int i = 0; i < 30; i++) {
                other.message(1).text("Late football " + i).save();
            }
            TestRecorder out = examine(soup.bytes(), other.log());
            assertEquals("EX-0202", onlyProblem(out).code());
            assertEquals(List.of("Soup one", "Soup two"), texts(out, MessageState.LIVE));
        }
    }

    @Test
    void reportsALogWithOtherPages() throws Exception {
        try (MsgstoreMaker soup = made("Soup");
                MsgstoreMaker other = MsgstoreMaker.in(folder)) {
            other.sql("PRAGMA page_size = 8192").sql("VACUUM").toLog();
            other.chat(ANA, null);
            Problem problem = onlyProblem(examine(soup.bytes(), other.log()));
            assertTrue(problem.detail().contains("another database"), problem.detail());
        }
    }

    @Test
    void reportsALogWithWrongSaltsOrSums() throws Exception {
        try (MsgstoreMaker maker = made("Soup")) {
            byte[] salts = maker.log();
            salts[32 + 8] ^= 1;
            assertTrue(onlyProblem(examine(maker.bytes(), salts)).detail().contains("salts"));
            byte[] header = maker.log();
            header[25] ^= 1;
            assertTrue(onlyProblem(examine(maker.bytes(), header)).detail().contains("header"));
            byte[] page = maker.log();
            page[32 + 24 + 100] ^= 1;
            TestRecorder out = examine(maker.bytes(), page);
            assertTrue(onlyProblem(out).detail().contains("first frame"));
            assertEquals(List.of("Soup one", "Soup two"), texts(out, MessageState.LIVE));
        }
    }

    @Test
    void survivesCutAndFlippedLogs() throws Exception {
        try (MsgstoreMaker maker = made("Soup")) {
            byte[] main = maker.bytes();
            byte[] log = maker.log();
            long seed = 11;
            SplittableRandom random = new SplittableRandom(seed);
            for (int round = 0; round < 60; round++) {
                byte[] changed = log.clone();
                if (round % 2 == 0) {
                    changed = Arrays.copyOf(changed, random.nextInt(changed.length));
                } else {
                    changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
                }
                try {
                    int live = texts(examine(main, changed), MessageState.LIVE).size();
                    assertTrue(live == 2 || live == 3, "seed " + seed + ", round " + round);
                } catch (RuntimeException | Error e) {
                    throw new AssertionError("seed " + seed + ", round " + round, e);
                }
            }
        }
    }

    @Test
    void playsBackAHotJournalOnTheCopy() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            long chat = maker.chat(ANA, null);
            maker.message(chat).text("Soup one").save();
            byte[] before = maker.bytes();
            // A journal as SQLite writes it: header, then the original of each changed page.
            byte[] after = before.clone();
            int page = 4096;
            int changed = before.length / page;
            Arrays.fill(after, (changed - 1) * page, changed * page, (byte) 0x55);
            byte[] journal = journal(before, page, changed);
            try (TestItem item =
                    TestItem.of(folder, PATH, after).with(PATH + "-journal", journal)) {
                TestRecorder out = TestRecorder.run(new WhatsAppChats(), item);
                assertEquals(List.of(), out.problems());
                assertEquals(List.of("Soup one"), texts(out, MessageState.LIVE));
                assertEquals(1, out.inputs().size());
            }
        }
    }

    @Test
    void neverPlaysBackAJournalThatNamesAnotherFile() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            maker.message(maker.chat(ANA, null)).text("Soup one").save();
            byte[] main = maker.bytes();
            byte[] journal = journal(main, 4096, 2);
            byte[] named = Arrays.copyOf(journal, journal.length + 40);
            System.arraycopy(journal, 0, named, named.length - 8, 8);
            try (TestItem item = TestItem.of(folder, PATH, main).with(PATH + "-journal", named)) {
                TestRecorder out = TestRecorder.run(new WhatsAppChats(), item);
                assertEquals("EX-0203", onlyProblem(out).code());
                assertTrue(onlyProblem(out).detail().contains("super-journal"));
            }
        }
    }

    /// A rollback journal that puts one page back (file format, section 3).
    private static byte[] journal(byte[] main, int page, int pageNumber) {
        java.nio.ByteBuffer journal = java.nio.ByteBuffer.allocate(512 + 4 + page + 4);
        journal.putLong(0xD9D505F920A163D7L).putInt(1).putInt(42);
        journal.putInt(main.length / page).putInt(512).putInt(page);
        journal.position(512);
        journal.putInt(pageNumber).put(main, (pageNumber - 1) * page, page);
        int sum = 42;
        for (int i = page - 200; i > 0; i -= 200) {
            sum += main[(pageNumber - 1) * page + i] & 0xFF;
        }
        return journal.putInt(sum).array();
    }
}
