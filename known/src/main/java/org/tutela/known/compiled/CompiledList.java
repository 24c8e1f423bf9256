package org.tutela.known.compiled;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tutela.known.format.KnownEntry;
import org.tutela.known.hamming.PdqCode;
import org.tutela.model.Digest;

/// A compiled list, opened for look-up. May be used by several threads; of no use once its arena is
/// closed.
public final class CompiledList {
    static final String ENTRIES = "entries.bin";
    static final String OFFSETS = "entries.off";
    static final String SHA256 = "sha256.idx";
    static final String SHA1 = "sha1.idx";
    static final String MD5 = "md5.idx";
    static final String PDQ = "pdq.idx";

    /// Stands for the size of an entry that has none.
    static final long NO_SIZE = -1;

    /// Lengths of records: key, size where there is one, number of the entry.
    static final int SHA256_LENGTH = 32 + 4;

    static final int SHA1_LENGTH = 20 + 8 + 4;
    static final int MD5_LENGTH = 16 + 8 + 4;
    static final int PDQ_LENGTH = 32 + 4;

    private final ListHeader header;
    private final SortedRecords entries;
    private final SortedRecords offsets;
    private final SortedRecords sha256;
    private final SortedRecords sha1;
    private final SortedRecords md5;
    private final SortedRecords pdq;

    private CompiledList(Path folder, ListHeader header, Arena arena) throws IOException {
        this.header = header;
        ListHeader.Counts counts = header.counts();
        long bytes = Files.size(folder.resolve(ENTRIES));
        entries = SortedRecords.open(folder.resolve(ENTRIES), 1, bytes, arena);
        offsets = SortedRecords.open(folder.resolve(OFFSETS), 8, counts.entries(), arena);
        sha256 = SortedRecords.open(folder.resolve(SHA256), SHA256_LENGTH, counts.sha256(), arena);
        sha1 = SortedRecords.open(folder.resolve(SHA1), SHA1_LENGTH, counts.sha1(), arena);
        md5 = SortedRecords.open(folder.resolve(MD5), MD5_LENGTH, counts.md5(), arena);
        pdq = SortedRecords.open(folder.resolve(PDQ), PDQ_LENGTH, counts.pdq(), arena);
    }

    /// Opens the compiled list in `folder`; unmapped when `arena` is closed. Throws [IOException]
    /// where it is damaged.
    public static CompiledList open(Path folder, Arena arena) throws IOException {
        return new CompiledList(folder, ListHeader.read(folder), arena);
    }

    /// What it is.
    public ListHeader header() {
        return header;
    }

    /// An entry that a digest found.
    ///
    /// @param number its number in the list, from 0 on
    /// @param entry the entry
    /// @param sized whether the list states its size, and it is the one asked for
    public record Found(int number, KnownEntry entry, boolean sized) {}

    /// Entries with this SHA-256.
    public List<Found> listBySha256(Digest digest) throws IOException {
        List<Found> found = new ArrayList<>();
        byte[] key = digest.toBytes();
        for (long at = sha256.firstFrom(key); sha256.isAt(at, key); at++) {
            found.add(found(sha256.number32(at, key.length), false));
        }
        return found;
    }

    /// Entries with this SHA-1 whose size is `size` or not stated.
    public List<Found> listBySha1(Digest digest, long size) throws IOException {
        return listBySized(sha1, digest, size);
    }

    /// Entries with this MD5 whose size is `size` or not stated.
    public List<Found> listByMd5(Digest digest, long size) throws IOException {
        return listBySized(md5, digest, size);
    }

    /// How many PDQ hashes it holds, sorted.
    public long pdqCount() {
        return pdq.count();
    }

    /// PDQ hash number `at`, from 0 to [#pdqCount] - 1.
    public PdqCode pdq(long at) {
        return new PdqCode(
                pdq.number64(at, 0),
                pdq.number64(at, 8),
                pdq.number64(at, 16),
                pdq.number64(at, 24));
    }

    /// Number of the entry that PDQ hash number `at` belongs to.
    public int pdqEntry(long at) {
        return pdq.number32(at, 32);
    }

    /// An entry by its number.
    public KnownEntry get(int number) throws IOException {
        if (number < 0 || number >= offsets.count()) {
            throw new IOException(
                    "the compiled list " + header.digest() + " is damaged: add the list again");
        }
        long start = offsets.number64(number, 0);
        long end = number + 1 < offsets.count() ? offsets.number64(number + 1, 0) : entries.count();
        if (start < 0 || end < start || end > entries.count()) {
            throw new IOException(
                    "the compiled list " + header.digest() + " is damaged: add the list again");
        }
        return EntryCode.read(
                new DataInputStream(new ByteArrayInputStream(entries.bytes(start, end - start))));
    }

    private List<Found> listBySized(SortedRecords records, Digest digest, long size)
            throws IOException {
        List<Found> found = new ArrayList<>();
        byte[] key = digest.toBytes();
        for (long at = records.firstFrom(key); records.isAt(at, key); at++) {
            long stated = records.number64(at, key.length);
            if (stated == size || stated == NO_SIZE) {
                found.add(found(records.number32(at, key.length + 8), stated == size));
            }
        }
        return found;
    }

    private Found found(int number, boolean sized) throws IOException {
        return new Found(number, get(number), sized);
    }
}
