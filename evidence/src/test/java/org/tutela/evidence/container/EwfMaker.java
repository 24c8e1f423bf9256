package org.tutela.evidence.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Adler32;
import java.util.zip.Deflater;

/// Writes small E01 sets, by the format's description and by nothing of the reader.
public final class EwfMaker {
    private static final int CHUNK = 4 * 512;

    private final byte[] medium;
    private final int segments;

    /// A set of a medium whose size is a multiple of 512, in so many segments.
    public EwfMaker(byte[] medium, int segments) {
        this.medium = medium.clone();
        this.segments = segments;
    }

    /// Bytes of a chunk.
    public static int chunkSize() {
        return CHUNK;
    }

    /// Writes `NAME.E01` and following; gives their paths.
    public List<Path> write(Path folder, String name) throws IOException {
        List<Path> paths = new ArrayList<>();
        int chunks = (medium.length + CHUNK - 1) / CHUNK;
        int each = (chunks + segments - 1) / segments;
        for (int i = 0; i < segments; i++) {
            int first = Math.min(chunks, i * each);
            int end = Math.min(chunks, first + each);
            Path path = folder.resolve(name + "." + E01.extension(i + 1, 'E'));
            Files.write(path, segment(i, first, end));
            paths.add(path);
        }
        return paths;
    }

    private byte[] segment(int index, int firstChunk, int endChunk) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer header = ByteBuffer.allocate(13).order(ByteOrder.LITTLE_ENDIAN);
        header.put("EVF\t\r\n\u00FF\0".getBytes(StandardCharsets.ISO_8859_1));
        header.put((byte) 1).putShort((short) (index + 1));
        out.write(header.array());
        if (index == 0) {
            section(out, "header", zlib(notes(), 0));
            section(out, "volume", volume());
        }
        int base = out.size();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        int[] entries = new int[endChunk - firstChunk];
        for (int chunk = firstChunk; chunk < endChunk; chunk++) {
            int from = chunk * CHUNK;
            int length = Math.min(CHUNK, medium.length - from);
            byte[] packed = zlib(medium, from, length);
            int place = 76 + data.size();
            if (packed.length < length) {
                data.write(packed);
                place |= 1 << 31;
            } else {
                data.write(medium, from, length);
                data.write(little((int) adler(medium, from, length)));
            }
            entries[chunk - firstChunk] = place;
        }
        section(out, "sectors", data.toByteArray());
        section(out, "table", table(entries, base));
        section(out, "table2", table(entries, base));
        if (index == segments - 1) {
            section(out, "digest", digests());
            last(out, "done");
        } else {
            last(out, "next");
        }
        return out.toByteArray();
    }

    private static byte[] notes() {
        String text = "1\nmain\nc\tn\ta\te\tt\nCASE-1\tHP-07\ta stick\tA. Example\t\n\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] volume() {
        ByteBuffer volume = ByteBuffer.allocate(1052).order(ByteOrder.LITTLE_ENDIAN);
        volume.put(0, (byte) 1).putInt(4, (medium.length + CHUNK - 1) / CHUNK).putInt(8, 4);
        volume.putInt(12, 512).putLong(16, medium.length / 512);
        volume.putInt(1048, (int) adler(volume.array(), 0, 1048));
        return volume.array();
    }

    private static byte[] table(int[] entries, int base) {
        int size = 24 + entries.length * 4;
        ByteBuffer table = ByteBuffer.allocate(size + 4).order(ByteOrder.LITTLE_ENDIAN);
        table.putInt(0, entries.length).putLong(8, base);
        table.putInt(20, (int) adler(table.array(), 0, 20));
        for (int i = 0; i < entries.length; i++) {
            table.putInt(24 + i * 4, entries[i]);
        }
        table.putInt(size, (int) adler(table.array(), 24, entries.length * 4));
        return table.array();
    }

    private byte[] digests() {
        ByteBuffer digests = ByteBuffer.allocate(80);
        digests.put(digest("MD5", medium)).put(digest("SHA-1", medium));
        return digests.array();
    }

    static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void section(ByteArrayOutputStream out, String type, byte[] content)
            throws IOException {
        int start = out.size();
        out.write(descriptor(type, start + 76 + content.length, 76 + content.length));
        out.write(content);
    }

    private static void last(ByteArrayOutputStream out, String type) throws IOException {
        out.write(descriptor(type, out.size(), 76));
    }

    private static byte[] descriptor(String type, int next, int size) {
        ByteBuffer descriptor = ByteBuffer.allocate(76).order(ByteOrder.LITTLE_ENDIAN);
        descriptor.put(0, type.getBytes(StandardCharsets.US_ASCII));
        descriptor.putLong(16, next).putLong(24, size);
        descriptor.putInt(72, (int) adler(descriptor.array(), 0, 72));
        return descriptor.array();
    }

    private static long adler(byte[] bytes, int from, int length) {
        Adler32 adler = new Adler32();
        adler.update(bytes, from, length);
        return adler.getValue();
    }

    private static byte[] little(int value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    }

    private static byte[] zlib(byte[] bytes, int from) {
        return zlib(bytes, from, bytes.length - from);
    }

    private static byte[] zlib(byte[] bytes, int from, int length) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes, from, length);
        deflater.finish();
        byte[] out = new byte[length + 1024];
        int count = deflater.deflate(out);
        deflater.end();
        return java.util.Arrays.copyOf(out, count);
    }
}
