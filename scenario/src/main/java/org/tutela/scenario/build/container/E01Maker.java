package org.tutela.scenario.build.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.Adler32;
import java.util.zip.Deflater;

/// Writes Expert Witness images, version 1 (`.E01`, `.E02`, …; format as documented by libewf):
/// chunks of 64 sectors, deflated where that saves space, one `sectors` and one pair of tables per
/// segment, MD5 and SHA-1 stored. Media in memory, a multiple of 512 bytes; 99 segments at most.
public final class E01Maker {
    private static final byte[] MAGIC = {0x45, 0x56, 0x46, 0x09, 0x0D, 0x0A, (byte) 0xFF, 0x00};
    private static final int SECTOR = 512;
    private static final int CHUNK_SECTORS = 64;
    private static final int CHUNK = SECTOR * CHUNK_SECTORS;
    private static final int DESCRIPTOR = 76;

    private final byte[] media;
    private final String header;
    private final long segmentBytes;

    private E01Maker(byte[] media, String header, long segmentBytes) {
        this.media = media;
        this.header = header;
        this.segmentBytes = segmentBytes;
    }

    /// Writes the image of `media` into `first` (a name ending with `.E01`) and its followers in
    /// the same folder; a new segment begins when one holds `segmentBytes` of chunks. `evidence` is
    /// the evidence number in the header. Returns all segments in order.
    public static List<Path> write(Path first, byte[] media, String evidence, long segmentBytes)
            throws IOException {
        if (media.length % SECTOR != 0) {
            throw new IllegalArgumentException("media must be whole sectors");
        }
        String header =
                "1\nmain\nc\tn\ta\te\tt\tav\tov\tm\tu\tp\n"
                        + "made-up operation\t"
                        + evidence
                        + "\tgenerated\tscenario\t\t1\tLinux\t2026 5 24 8 0 0\t2026 5 24 8 0 0\t0\n\n";
        return new E01Maker(media, header, segmentBytes).write(first);
    }

    private List<Path> write(Path first) throws IOException {
        String name = first.getFileName().toString();
        String stem = name.substring(0, name.length() - 2);
        List<Path> segments = new ArrayList<>();
        int chunk = 0;
        int chunks = (media.length + CHUNK - 1) / CHUNK;
        do {
            int number = segments.size() + 1;
            if (number > 99) {
                throw new IllegalArgumentException("more than 99 segments: make them larger");
            }
            Path file = first.resolveSibling(stem + String.format(Locale.ROOT, "%02d", number));
            segments.add(file);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            begin(out, number);
            chunk = chunks(out, chunk, chunks);
            if (chunk == chunks) {
                digests(out);
            }
            // The last section points to itself.
            byte[] end = descriptor(chunk == chunks ? "done" : "next", out.size(), out.size(), 0);
            out.write(end);
            try (OutputStream to = Files.newOutputStream(file)) {
                out.writeTo(to);
            }
        } while (chunk < chunks);
        return segments;
    }

    private void begin(ByteArrayOutputStream out, int number) throws IOException {
        out.write(MAGIC);
        out.write(
                LittleEndian.bytes(
                        LittleEndian.block(5)
                                .put((byte) 1)
                                .putShort((short) number)
                                .putShort((short) 0)));
        if (number > 1) {
            section(out, "data", volume());
            return;
        }
        byte[] packed = deflate(header.getBytes(StandardCharsets.US_ASCII));
        section(out, "header", packed);
        section(out, "header", packed);
        section(out, "volume", volume());
    }

    /// The 1,052 bytes of `volume` and `data`.
    private byte[] volume() {
        ByteBuffer volume = LittleEndian.block(1052);
        volume.put(0, (byte) 1).putInt(4, (media.length + CHUNK - 1) / CHUNK);
        volume.putInt(8, CHUNK_SECTORS).putInt(12, SECTOR);
        volume.putLong(16, media.length / SECTOR).put(36, (byte) 1).put(52, (byte) 1);
        volume.put(64, "TUTELA-SCENARIO1".getBytes(StandardCharsets.US_ASCII));
        volume.putInt(1048, adler(LittleEndian.bytes(volume), 1048));
        return LittleEndian.bytes(volume);
    }

    private int chunks(ByteArrayOutputStream out, int from, int chunks) throws IOException {
        ByteArrayOutputStream sectors = new ByteArrayOutputStream();
        List<Integer> entries = new ArrayList<>();
        long base = out.size();
        int chunk = from;
        while (chunk < chunks && (chunk == from || sectors.size() < segmentBytes)) {
            int offset = chunk * CHUNK;
            byte[] plain =
                    java.util.Arrays.copyOfRange(
                            media, offset, Math.min(media.length, offset + CHUNK));
            byte[] packed = deflate(plain);
            int at = DESCRIPTOR + sectors.size();
            if (packed.length < plain.length) {
                sectors.write(packed);
                entries.add(at | 0x80000000);
            } else {
                sectors.write(plain);
                sectors.write(
                        LittleEndian.bytes(
                                LittleEndian.block(4).putInt(adler(plain, plain.length))));
                entries.add(at);
            }
            chunk++;
        }
        section(out, "sectors", sectors.toByteArray());
        ByteBuffer table = LittleEndian.block(24 + 4 * entries.size() + 4);
        table.putInt(entries.size()).putInt(0).putLong(base).putInt(0);
        table.putInt(adler(LittleEndian.bytes(table), 20));
        entries.forEach(table::putInt);
        byte[] list =
                java.util.Arrays.copyOfRange(
                        LittleEndian.bytes(table), 24, 24 + 4 * entries.size());
        table.putInt(adler(list, list.length));
        section(out, "table", LittleEndian.bytes(table));
        section(out, "table2", LittleEndian.bytes(table));
        return chunk;
    }

    private void digests(ByteArrayOutputStream out) throws IOException {
        byte[] md5 = digest("MD5");
        ByteBuffer both = LittleEndian.block(80).put(md5).put(digest("SHA-1"));
        both.putInt(76, adler(LittleEndian.bytes(both), 76));
        section(out, "digest", LittleEndian.bytes(both));
        ByteBuffer hash = LittleEndian.block(36).put(md5);
        hash.putInt(32, adler(LittleEndian.bytes(hash), 32));
        section(out, "hash", LittleEndian.bytes(hash));
    }

    private byte[] digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm).digest(media);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    private static void section(ByteArrayOutputStream out, String type, byte[] body)
            throws IOException {
        long size = DESCRIPTOR + (long) body.length;
        out.write(descriptor(type, out.size(), out.size() + size, size));
        out.write(body);
    }

    private static byte[] descriptor(String type, long at, long next, long size) {
        if (at < 0 || next > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a segment may hold less than 2 GiB");
        }
        ByteBuffer descriptor = LittleEndian.block(DESCRIPTOR);
        descriptor.put(0, type.getBytes(StandardCharsets.US_ASCII));
        descriptor.putLong(16, next).putLong(24, size == 0 ? DESCRIPTOR : size);
        descriptor.putInt(72, adler(LittleEndian.bytes(descriptor), 72));
        return LittleEndian.bytes(descriptor);
    }

    private static int adler(byte[] bytes, int length) {
        Adler32 adler = new Adler32();
        adler.update(bytes, 0, length);
        return (int) adler.getValue();
    }

    private static byte[] deflate(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        deflater.setInput(plain);
        deflater.finish();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 14];
        while (!deflater.finished()) {
            packed.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return packed.toByteArray();
    }
}
