package org.tutela.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import org.tutela.scenario.build.container.E01Maker;
import org.tutela.scenario.build.container.FatMaker;
import org.tutela.scenario.build.container.MbrMaker;
import org.tutela.scenario.build.container.ZipMaker;

/// Makes sources that are damaged or made to do harm, each with something sound beside the harm.
final class BadInput {
    /// 2023-11-14, milliseconds since 1970.
    static final long TIME = 1_700_000_000_000L;

    private static final String DATABASES = "data/data/com.whatsapp/databases/";
    private static final String NOTE = "bread: flour, water, salt, patience\n";

    private final Path folder;

    /// Sources go to `folder`.
    BadInput(Path folder) {
        this.folder = folder;
    }

    /// A disk with a FAT16 volume: a note, and pictures of random bytes.
    static byte[] disk() {
        FatMaker fat = FatMaker.fat16(12_000, 1);
        fat.file("NOTE.TXT", NOTE.getBytes(StandardCharsets.UTF_8), TIME);
        fat.folder("OUTER", TIME);
        fat.folder("OUTER/INNER", TIME);
        fat.file("OUTER/SOUP.TXT", "soup\n".getBytes(StandardCharsets.UTF_8), TIME);
        Random random = new Random(5);
        for (int i = 0; i < 6; i++) {
            byte[] bytes = new byte[60_000];
            random.nextBytes(bytes);
            fat.file("FILE" + i + ".BIN", bytes, TIME);
        }
        return MbrMaker.disk(List.of(new MbrMaker.Volume(fat.partitionType(), fat.toImage())));
    }

    Path truncatedE01() throws IOException {
        Path first = folder.resolve("truncated.E01");
        E01Maker.write(first, disk(), "AB/1", Long.MAX_VALUE);
        byte[] whole = Files.readAllBytes(first);
        return Files.write(first, Arrays.copyOf(whole, whole.length * 7 / 10));
    }

    Path missingSegment() throws IOException {
        List<Path> segments =
                E01Maker.write(folder.resolve("missing.E01"), disk(), "AB/2", 100_000);
        Files.delete(segments.get(segments.size() / 2));
        return segments.getFirst();
    }

    Path wrongDigest() throws IOException {
        Path first = folder.resolve("wrong.E01");
        E01Maker.write(first, disk(), "AB/3", Long.MAX_VALUE);
        byte[] file = Files.readAllBytes(first);
        changeDigest(file, "hash", 32);
        changeDigest(file, "digest", 76);
        return Files.write(first, file);
    }

    /// Turns a bit of the first digest of a section, and makes its checksum fit again.
    private static void changeDigest(byte[] file, String section, int checked) {
        int at = find(file, (section + "\0\0\0").getBytes(StandardCharsets.US_ASCII), 0);
        if (at < 0) {
            return;
        }
        int start = at + 76;
        file[start] ^= 1;
        Adler32 adler = new Adler32();
        adler.update(file, start, checked);
        ByteBuffer.wrap(file)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(start + checked, (int) adler.getValue());
    }

    Path directoryCycle() throws IOException {
        byte[] disk = disk();
        int outer = find(disk, "OUTER~".getBytes(StandardCharsets.US_ASCII), 0);
        int inner = find(disk, "INNER~".getBytes(StandardCharsets.US_ASCII), 0);
        if (outer < 0 || inner < 0) {
            throw new IllegalStateException("the maker of FAT names its folders otherwise");
        }
        // The first cluster of a directory entry lies at its byte 26.
        disk[inner + 26] = disk[outer + 26];
        disk[inner + 27] = disk[outer + 27];
        return Files.write(folder.resolve("cycle.raw"), disk);
    }

    Path zipBomb() throws IOException {
        return zip("bomb.zip", maker -> maker.file("zeros.bin", new byte[64 << 20], TIME));
    }

    Path noDatabase() throws IOException {
        byte[] letter = "A letter about soup. ".repeat(300).getBytes(StandardCharsets.UTF_8);
        return zip("letter.zip", maker -> maker.file(DATABASES + "msgstore.db", letter, TIME));
    }

    /// A phone whose message table was changed by `sql`.
    Path changedTable(String name, String sql) throws IOException, SQLException {
        Path file = folder.resolve(name + ".db");
        byte[] database = database(file, "447700900101", "DELETE", sql);
        Files.delete(file);
        return zip(name + ".zip", maker -> maker.file(DATABASES + "msgstore.db", database, TIME));
    }

    /// A phone whose write-ahead log belongs to another database.
    Path foreignLog() throws IOException, SQLException {
        Path file = folder.resolve("one.db");
        byte[] database = database(file, "447700900101", "DELETE", "");
        Files.delete(file);
        Path other = folder.resolve("two.db");
        byte[] log;
        try (Connection open = DriverManager.getConnection("jdbc:sqlite:" + other);
                Statement statement = open.createStatement()) {
            statement.execute("PRAGMA page_size = 1024");
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA wal_autocheckpoint = 0");
            statement.execute("CREATE TABLE recipe(_id INTEGER PRIMARY KEY, text TEXT)");
            statement.execute("INSERT INTO recipe VALUES (1, 'pancakes')");
            log = Files.readAllBytes(folder.resolve("two.db-wal"));
        }
        Files.delete(other);
        return zip(
                "log.zip",
                maker -> {
                    maker.file(DATABASES + "msgstore.db", database, TIME);
                    maker.file(DATABASES + "msgstore.db-wal", log, TIME);
                });
    }

    Path hugePicture() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        ByteBuffer header = ByteBuffer.allocate(13);
        header.putInt(60_000).putInt(60_000).put((byte) 8).put((byte) 2);
        chunk(png, "IHDR", header.array());
        chunk(png, "IDAT", new byte[] {0x78, (byte) 0x9C, 0x03, 0, 0, 0, 0, 1});
        chunk(png, "IEND", new byte[0]);
        return zip("huge.zip", maker -> maker.file("DCIM/field.png", png.toByteArray(), TIME));
    }

    Path climbingPath() throws IOException {
        return zip(
                "climbing.zip",
                maker ->
                        maker.file(
                                "../../climbed.txt", NOTE.getBytes(StandardCharsets.UTF_8), TIME));
    }

    Path controlCharacters() throws IOException {
        return zip(
                "control.zip",
                maker ->
                        maker.file(
                                "a\u0001b\nc\u001b[31m.txt",
                                NOTE.getBytes(StandardCharsets.UTF_8),
                                TIME));
    }

    Path loneSurrogate() throws IOException {
        Path file =
                zip(
                        "surrogate.zip",
                        maker ->
                                maker.file(
                                        "xXXXx.txt", NOTE.getBytes(StandardCharsets.UTF_8), TIME));
        byte[] bytes = Files.readAllBytes(file);
        byte[] placeholder = "xXXXx".getBytes(StandardCharsets.US_ASCII);
        for (int at = find(bytes, placeholder, 0); at >= 0; at = find(bytes, placeholder, at)) {
            // U+D800 as it would be encoded, were it a character.
            bytes[at + 1] = (byte) 0xED;
            bytes[at + 2] = (byte) 0xA0;
            bytes[at + 3] = (byte) 0x80;
        }
        return Files.write(file, bytes);
    }

    /// Adds to a ZIP.
    interface Filling {
        void fill(ZipMaker maker) throws IOException;
    }

    private Path zip(String name, Filling filling) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipMaker maker = new ZipMaker(out)) {
            maker.file("note.txt", NOTE.getBytes(StandardCharsets.UTF_8), TIME);
            filling.fill(maker);
        }
        return file;
    }

    /// A small database of messages, of the parts of the schema that every build has.
    static byte[] database(Path file, String user, String journal, String change)
            throws IOException, SQLException {
        try (Connection open = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = open.createStatement()) {
            statement.execute("PRAGMA journal_mode = " + journal);
            statement.executeUpdate(
                    "CREATE TABLE jid(_id INTEGER PRIMARY KEY AUTOINCREMENT, user TEXT NOT NULL, server TEXT NOT NULL,"
                            + " agent INTEGER, device INTEGER, type INTEGER, raw_string TEXT);"
                            + "CREATE TABLE chat(_id INTEGER PRIMARY KEY AUTOINCREMENT, jid_row_id INTEGER UNIQUE, hidden INTEGER,"
                            + " subject TEXT, created_timestamp INTEGER, group_type INTEGER NOT NULL DEFAULT 0);"
                            + "CREATE TABLE message(_id INTEGER PRIMARY KEY AUTOINCREMENT, chat_row_id INTEGER NOT NULL,"
                            + " from_me INTEGER NOT NULL, key_id TEXT NOT NULL, sender_jid_row_id INTEGER, status INTEGER,"
                            + " timestamp INTEGER, received_timestamp INTEGER, message_type INTEGER, text_data TEXT,"
                            + " sort_id INTEGER NOT NULL DEFAULT 0);"
                            + "INSERT INTO jid(_id, user, server, raw_string) VALUES (1, '"
                            + user
                            + "', 's.whatsapp.net', '"
                            + user
                            + "@s.whatsapp.net');"
                            + "INSERT INTO chat(_id, jid_row_id) VALUES (1, 1);");
            for (int i = 0; i < 40; i++) {
                statement.executeUpdate(
                        "INSERT INTO message(chat_row_id, from_me, key_id, sender_jid_row_id, timestamp, received_timestamp,"
                                + " message_type, text_data) VALUES (1, %d, 'KEY%04d', 1, %d, %d, 0, 'soup number %d')"
                                        .formatted(
                                                i % 2,
                                                i,
                                                TIME + i * 1000L,
                                                TIME + i * 1000L + 1,
                                                i));
            }
            if (!change.isEmpty()) {
                statement.executeUpdate(change);
            }
        }
        return Files.readAllBytes(file);
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] bytes)
            throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(bytes);
        png.write(ByteBuffer.allocate(4).putInt(bytes.length).array());
        png.write(name);
        png.write(bytes);
        png.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private static int find(byte[] bytes, byte[] wanted, int from) {
        for (int at = from; at + wanted.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }
}
