package org.tutela.known.compiled;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutela.known.format.KnownEntry;
import org.tutela.known.format.KnownEntry.OtherHash;
import org.tutela.model.Digest;

/// An entry as bytes: its parts in the order of the record, each behind its length (32 bits,
/// big-endian), -1 for a missing one.
final class EntryCode {
    private static final int MOST_OTHERS = 1_000;

    private EntryCode() {}

    static void write(KnownEntry entry, DataOutputStream out) throws IOException {
        writeText(entry.entry(), out);
        writeDigest(entry.md5(), out);
        writeDigest(entry.sha1(), out);
        writeDigest(entry.sha256(), out);
        writeNumber(entry.size(), out);
        writeDigest(entry.pdq(), out);
        Integer quality = entry.pdqQuality();
        writeNumber(quality == null ? null : Long.valueOf(quality), out);
        writeText(entry.category(), out);
        writeText(entry.series(), out);
        out.writeInt(entry.others().size());
        for (OtherHash other : entry.others()) {
            writeText(other.name(), out);
            writeText(other.value(), out);
        }
    }

    static KnownEntry read(DataInputStream in) throws IOException {
        String name = readText(in);
        Digest md5 = readDigest(in);
        Digest sha1 = readDigest(in);
        Digest sha256 = readDigest(in);
        Long size = readNumber(in);
        Digest pdq = readDigest(in);
        Long quality = readNumber(in);
        String category = readText(in);
        String series = readText(in);
        int count = in.readInt();
        if (count < 0 || count > MOST_OTHERS) {
            throw new IOException("a compiled known-file list is damaged: add the list again");
        }
        List<OtherHash> others = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            others.add(new OtherHash(orEmpty(readText(in)), orEmpty(readText(in))));
        }
        return new KnownEntry(
                orEmpty(name),
                md5,
                sha1,
                sha256,
                size,
                pdq,
                quality == null ? null : Math.toIntExact(quality),
                category,
                series,
                others);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static void writeText(@Nullable String text, DataOutputStream out) throws IOException {
        writeBytes(text == null ? null : text.getBytes(StandardCharsets.UTF_8), out);
    }

    private static void writeDigest(@Nullable Digest digest, DataOutputStream out)
            throws IOException {
        writeBytes(digest == null ? null : digest.toBytes(), out);
    }

    private static void writeNumber(@Nullable Long number, DataOutputStream out)
            throws IOException {
        writeText(number == null ? null : Long.toString(number), out);
    }

    private static void writeBytes(byte @Nullable [] bytes, DataOutputStream out)
            throws IOException {
        if (bytes == null) {
            out.writeInt(-1);
        } else {
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    private static @Nullable String readText(DataInputStream in) throws IOException {
        byte[] bytes = readBytes(in);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static @Nullable Digest readDigest(DataInputStream in) throws IOException {
        byte[] bytes = readBytes(in);
        return bytes == null ? null : Digest.of(bytes);
    }

    private static @Nullable Long readNumber(DataInputStream in) throws IOException {
        String text = readText(in);
        return text == null ? null : Long.valueOf(text);
    }

    private static byte @Nullable [] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("a compiled known-file list is damaged: add the list again");
        }
        return bytes;
    }
}
