package org.tutela.evidence.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.model.Digest;

/// Walks the sections of all segments once, at opening, and notes where the chunk tables are.
///
/// A segment that is missing or whose chain of sections breaks leaves a gap. What lies before the
/// first gap keeps its place from the start of the medium, what lies behind the last gap keeps its
/// place from the end; chunks between two gaps cannot be placed and are left out.
final class EwfScan {
    private static final int MOST_SECTIONS = 100_000;
    private static final int DIGEST_SECTION = 36;

    private final EwfSegments segments;
    private final List<EvidenceException> flaws = new ArrayList<>();
    private final SortedMap<String, String> facts = new TreeMap<>();
    private final List<ChunkTable> beforeGap = new ArrayList<>();
    private final List<ChunkTable> behindGap = new ArrayList<>();
    private @Nullable EwfVolume volume;
    private @Nullable Digest md5;
    private @Nullable Digest sha1;
    private boolean header2;
    private boolean gap;
    private boolean done;

    /// The `sectors` section whose table has not come yet.
    private @Nullable EwfSection open;

    /// A `table` whose checksum is wrong, until its `table2` comes.
    private @Nullable EvidenceException badTable;

    EwfScan(EwfSegments segments) {
        this.segments = segments;
    }

    /// The medium of the segments, which are closed with it.
    Media scan() throws IOException {
        int number = 0;
        boolean missing = false;
        for (EwfSegments.Segment segment : segments.segments()) {
            ByteSource bytes = segment.bytes();
            if (bytes == null && !missing) {
                tellMissing(segment.name());
            }
            missing = bytes == null;
            if (bytes == null || !walk(bytes, number)) {
                startGap();
            }
            number++;
        }
        EwfVolume found = volume;
        if (found == null) {
            throw new EvidenceException(
                    Flaw.MALFORMED,
                    "EV-0105",
                    "no segment says how large the medium is (section volume); nothing of it can"
                            + " be read",
                    -1);
        }
        facts.putAll(found.facts());
        List<ChunkTable> tables = place(found);
        return new Media(
                new EwfChunks(segments, found, tables),
                new Media.Acquisition(segments.paths(), md5, sha1, flaws, facts));
    }

    private void tellMissing(String name) {
        flaw(
                Flaw.TRUNCATED,
                "EV-0102",
                "the segment "
                        + name
                        + " (or several from it on) is missing; its part of the"
                        + " medium cannot be read",
                -1);
    }

    private List<ChunkTable> place(EwfVolume found) {
        if (!done) {
            flaw(
                    Flaw.TRUNCATED,
                    "EV-0103",
                    "the last segment does not end the set (no section done); following segments"
                            + " are missing or its end is cut off",
                    -1);
            behindGap.clear();
        }
        long known = chunks(beforeGap) + chunks(behindGap);
        long missing = found.chunks() - known;
        List<ChunkTable> tables = new ArrayList<>(beforeGap);
        if (missing > 0 && !behindGap.isEmpty()) {
            long left = missing;
            while (left > 0) {
                int some = (int) Math.min(left, Integer.MAX_VALUE);
                tables.add(new MissingChunks(some));
                left -= some;
                if (tables.size() > MOST_SECTIONS) {
                    return List.copyOf(beforeGap);
                }
            }
        }
        if (missing > 0) {
            flaw(
                    Flaw.TRUNCATED,
                    "EV-0112",
                    missing
                            + " of the "
                            + found.chunks()
                            + " chunks of the medium are missing;"
                            + " the others can be read",
                    -1);
        }
        tables.addAll(behindGap);
        return tables;
    }

    private static long chunks(List<ChunkTable> tables) {
        long sum = 0;
        for (ChunkTable table : tables) {
            sum += table.count();
        }
        return sum;
    }

    private void startGap() {
        gap = true;
        behindGap.clear();
    }

    /// Walks one segment; false where its chain of sections breaks.
    private boolean walk(ByteSource bytes, int number) throws IOException {
        checkHeader(bytes, number);
        open = null;
        badTable = null;
        done = false;
        long at = E01.SEGMENT_HEADER;
        boolean whole = false;
        for (int i = 0; i < MOST_SECTIONS && !whole; i++) {
            EwfSection section = section(bytes, number, at);
            if (section == null) {
                break;
            }
            done = section.type().equals("done");
            whole = done || section.type().equals("next");
            take(bytes, number, section);
            if (section.next() <= at) {
                break;
            }
            at = section.next();
        }
        EwfSection lost = open;
        if (lost != null) {
            rebuild(bytes, number, lost);
        }
        if (!whole) {
            flaw(
                    Flaw.TRUNCATED,
                    "EV-0103",
                    "the segment "
                            + name(number)
                            + " breaks off in its sections near byte "
                            + at
                            + " of "
                            + bytes.size()
                            + "; what follows in it is lost",
                    at);
        }
        return whole;
    }

    private void checkHeader(ByteSource bytes, int number) throws IOException {
        Cursor cursor = Cursor.read(bytes, 0, E01.SEGMENT_HEADER);
        if (cursor.size() < E01.SEGMENT_HEADER) {
            return;
        }
        String magic = cursor.text("magic", 8, StandardCharsets.ISO_8859_1);
        int stated = cursor.skip("start of fields", 1).u16le("segment number");
        if (!magic.equals(E01.MAGIC_DISK) || (stated != number + 1 && number < 0xFFFF)) {
            flaw(
                    Flaw.MALFORMED,
                    "EV-0109",
                    "the file "
                            + name(number)
                            + " does not say that it is segment "
                            + (number + 1)
                            + " (it says "
                            + stated
                            + "); it may belong to another"
                            + " set",
                    0);
        }
    }

    private @Nullable EwfSection section(ByteSource bytes, int number, long at) throws IOException {
        if (at < 0 || at > bytes.size() - EwfSection.DESCRIPTOR) {
            return null;
        }
        EwfSection section = EwfSection.read(bytes, at);
        if (!section.sound()) {
            flaw(
                    Flaw.MALFORMED,
                    "EV-0104",
                    "the section at byte "
                            + at
                            + " of "
                            + name(number)
                            + " does not have the"
                            + " checksum it states",
                    at);
            boolean likely = section.type().matches("[a-z0-9]{4,8}") && section.next() > at;
            return likely ? section : null;
        }
        return section;
    }

    private void take(ByteSource bytes, int number, EwfSection section) throws IOException {
        try {
            switch (section.type()) {
                case "volume", "disk", "data" -> takeVolume(bytes, section);
                case "header", "header2" -> takeHeader(bytes, section);
                case "sectors" -> open = section;
                case "table" -> takeTable(bytes, number, section);
                case "table2" -> takeSecondTable(bytes, number, section);
                case "hash" -> takeHash(bytes, section);
                case "digest" -> takeDigest(bytes, section);
                case "error2" -> facts.put("read errors", readErrors(bytes, section));
                default -> {
                    // Sessions, incomplete marks and unknown sections do not bear on the bytes.
                }
            }
        } catch (EvidenceException e) {
            if (e.flaw() == Flaw.UNSUPPORTED) {
                throw e;
            }
            flaws.add(e);
        }
    }

    private void takeVolume(ByteSource bytes, EwfSection section) throws IOException {
        if (volume == null) {
            volume = EwfVolume.read(bytes, section);
        }
    }

    private void takeHeader(ByteSource bytes, EwfSection section) throws IOException {
        boolean second = section.type().equals("header2");
        if (second || !header2) {
            facts.putAll(EwfHeader.read(bytes, section));
            header2 |= second;
        }
    }

    private void takeTable(ByteSource bytes, int number, EwfSection section) throws IOException {
        badTable = null;
        try {
            add(EwfTable.read(bytes, number, section, dataEnd(bytes, section)));
        } catch (EvidenceException e) {
            badTable = e;
        }
    }

    private void takeSecondTable(ByteSource bytes, int number, EwfSection section)
            throws IOException {
        EvidenceException first = badTable;
        if (first == null) {
            return;
        }
        EwfTable second = EwfTable.read(bytes, number, section, dataEnd(bytes, section));
        badTable = null;
        flaw(
                first.flaw(),
                first.code(),
                first.detail() + "; its copy (table2) is whole and was used",
                first.offset());
        add(second);
    }

    /// Chunks end with their `sectors` section; very old sets have them inside of the table's.
    private long dataEnd(ByteSource bytes, EwfSection table) {
        EwfSection sectors = open;
        return sectors == null ? table.end(bytes.size()) : sectors.end(bytes.size());
    }

    private void add(ChunkTable table) {
        open = null;
        (gap ? behindGap : beforeGap).add(table);
    }

    private void rebuild(ByteSource bytes, int number, EwfSection lost) throws IOException {
        EwfVolume found = volume;
        if (found == null) {
            return;
        }
        RebuiltTable table =
                RebuiltTable.read(
                        bytes,
                        number,
                        new RebuiltTable.Span(
                                Math.min(lost.data(), bytes.size()), lost.end(bytes.size())),
                        found.chunkSize());
        EvidenceException bad = badTable;
        flaw(
                Flaw.TRUNCATED,
                "EV-0113",
                "the chunk table of "
                        + name(number)
                        + " is lost"
                        + (bad == null ? "" : " (" + bad.detail() + ")")
                        + "; "
                        + table.count()
                        + " chunks were found by their own checksums",
                lost.start());
        add(table);
    }

    private void takeHash(ByteSource bytes, EwfSection section) throws IOException {
        Cursor cursor = Cursor.read(bytes, section.data(), 16);
        stateMd5(cursor.bytes("MD5", 16), section);
    }

    private void takeDigest(ByteSource bytes, EwfSection section) throws IOException {
        Cursor cursor = Cursor.read(bytes, section.data(), DIGEST_SECTION);
        byte[] first = cursor.bytes("MD5", 16);
        byte[] second = cursor.bytes("SHA-1", 20);
        stateMd5(first, section);
        if (isSet(second)) {
            sha1 = Digest.of(second);
        }
    }

    private void stateMd5(byte[] value, EwfSection section) {
        if (!isSet(value)) {
            return;
        }
        Digest stated = Digest.of(value);
        Digest before = md5;
        if (before != null && !before.equals(stated)) {
            flaw(
                    Flaw.MALFORMED,
                    "EV-0114",
                    "two MD5 values are stored for the medium, "
                            + before
                            + " and "
                            + stated
                            + "; the first is kept",
                    section.start());
            return;
        }
        md5 = stated;
    }

    private static boolean isSet(byte[] value) {
        int all = 0;
        for (byte b : value) {
            all |= b;
        }
        return all != 0;
    }

    private static String readErrors(ByteSource bytes, EwfSection section) throws IOException {
        return Long.toString(Cursor.read(bytes, section.data(), 4).u32le("number of read errors"));
    }

    private String name(int number) {
        return segments.segments().get(number).name();
    }

    private void flaw(Flaw flaw, String code, String detail, long offset) {
        flaws.add(new EvidenceException(flaw, code, detail, offset));
    }
}
