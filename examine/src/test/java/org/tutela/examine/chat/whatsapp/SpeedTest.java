package org.tutela.examine.chat.whatsapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.bytes.EvidenceException;
import org.tutela.examine.Recorder;
import org.tutela.examine.TestItem;
import org.tutela.model.Address;
import org.tutela.model.Digest;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;
import org.tutela.model.FoundIn;
import org.tutela.model.Seen;

/// How fast a big database is read. `-Dtutela.messages=100000` for the size ladder; small
/// otherwise.
final class SpeedTest {
    private static final int CHATS = 200;

    @TempDir Path folder;

    @Test
    void readsALargeDatabaseInLinearTimeAndBoundedMemory() throws Exception {
        int messages = Integer.getInteger("tutela.messages", 10_000);
        byte[] bytes = made(messages);
        Counter counter = new Counter();
        try (TestItem item =
                TestItem.of(folder, "data/data/com.whatsapp/databases/msgstore.db", bytes)) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            new WhatsAppChats().examine(item, counter);
            long millis =
                    (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before)
                            / 1_000_000;
            System.err.println(
                    "chat.whatsapp: "
                            + messages
                            + " messages, "
                            + bytes.length
                            + " bytes, "
                            + counter.facts
                            + " facts, "
                            + counter.texts
                            + " texts in "
                            + millis
                            + " ms of CPU");
            assertEquals(0, counter.problems);
            assertTrue(counter.facts > messages);
            assertTrue(millis < 10_000 + messages / 5, "took " + millis + " ms");
        }
    }

    private byte[] made(int messages) throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            maker.begin();
            for (int c = 0; c < CHATS; c++) {
                boolean group = c % 2 == 0;
                maker.chat(
                        group ? "1203630000000" + (10_000 + c) + "@g.us" : partner(c),
                        group ? "Team " + c : null);
            }
            for (int i = 0; i < messages; i++) {
                long row =
                        maker.message(1 + i % CHATS)
                                .from(i % 3 == 0 ? null : partner(i % 500))
                                .text("Message " + i + ": the pitch is wet, we play at four")
                                .save();
                if (i % 4 == 0) {
                    maker.insert(
                            "message_media",
                            "message_row_id",
                            row,
                            "file_path",
                            "Media/WhatsApp Images/IMG-" + i + ".jpg",
                            "file_hash",
                            "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                            "mime_type",
                            "image/jpeg",
                            "file_length",
                            1234);
                }
                if (i % 3 == 0) {
                    maker.insert(
                            "receipt_user",
                            "message_row_id",
                            row,
                            "receipt_user_jid_row_id",
                            maker.jid(partner(i % 500)),
                            "receipt_timestamp",
                            MsgstoreMaker.START,
                            "read_timestamp",
                            MsgstoreMaker.START);
                }
            }
            maker.commit();
            return maker.bytes();
        }
    }

    private static String partner(int number) {
        return "4477009" + (10_000 + number) + "@s.whatsapp.net";
    }

    /// Counts what it is told and keeps nothing.
    private static final class Counter implements Recorder {
        private long facts;
        private long texts;
        private long problems;

        @Override
        public <F extends Fact> void record(
                FactTable<F> table, Address place, Function<Seen, F> fact) {
            Seen.Place at = Seen.Place.within(place.parent(), place);
            F made = fact.apply(Seen.of(table.name(), at, 0, "chat.whatsapp", 1));
            facts += made.seen().version();
        }

        @Override
        public void problem(Address place, EvidenceException flaw) {
            problems++;
        }

        @Override
        public void text(Address place, FoundIn foundIn, CharSequence text) {
            texts++;
        }

        @Override
        public Digest blob(byte[] bytes) throws IOException {
            throw new IOException("no blob is expected");
        }

        @Override
        public void input(Address companion) {}
    }
}
