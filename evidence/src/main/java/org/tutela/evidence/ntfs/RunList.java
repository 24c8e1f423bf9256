package org.tutela.evidence.ntfs;

import java.util.Comparator;
import java.util.List;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.evidence.filesystem.Runs;

/// Decodes run lists: pairs of a length and a signed distance from the run before, each of 1 to 8
/// bytes; a pair without a distance is a hole.
final class RunList {
    private static final String CODE = "EV-0306";

    private RunList() {}

    /// Maps a stream from its pieces. Never throws: the map ends where the lists do not fit.
    ///
    /// @param pieces the attributes of one type and name, non-resident, in any order
    /// @param clusterSize bytes
    /// @param mediumSize bytes that clusters may lie in
    static Runs map(List<Attribute> pieces, int clusterSize, long mediumSize) {
        Runs.Builder runs = new Runs.Builder();
        List<Attribute> inOrder =
                pieces.stream()
                        .sorted(Comparator.comparingLong(piece -> piece.extent().firstCluster()))
                        .toList();
        for (Attribute piece : inOrder) {
            long start = piece.extent().firstCluster();
            long expected = runs.mapped() / clusterSize;
            if (start > expected) {
                runs.end(
                        flaw(
                                "the map of the file misses clusters "
                                        + expected
                                        + " to "
                                        + (start - 1)
                                        + "; the rest of the file is missing",
                                piece.contentPlace()));
            } else if (start == expected) {
                addPiece(runs, piece, clusterSize, mediumSize);
            }
            // A piece that starts earlier maps again what is mapped; the first one counts.
        }
        return runs.build();
    }

    private static void addPiece(
            Runs.Builder runs, Attribute piece, int clusterSize, long mediumSize) {
        try {
            decode(runs, piece.runList(), new Volume(clusterSize, mediumSize));
        } catch (EvidenceException bad) {
            runs.end(bad);
        }
    }

    private record Volume(int clusterSize, long size) {}

    private static void decode(Runs.Builder runs, Cursor list, Volume volume)
            throws EvidenceException {
        long cluster = 0;
        long most = Long.MAX_VALUE / 2 / volume.clusterSize;
        while (list.remaining() > 0 && runs.open()) {
            int head = list.u8("run head");
            if (head == 0) {
                return;
            }
            long length = number(list, head & 15, "run length");
            if (length <= 0 || length > most) {
                throw flawAt(list, "a run of " + length + " clusters");
            }
            if (head >> 4 == 0) {
                runs.hole(length * volume.clusterSize, CODE);
                continue;
            }
            long distance = number(list, head >> 4, "run distance");
            if (distance > most || distance < -most) {
                throw flawAt(list, "a distance of " + distance + " clusters");
            }
            cluster += distance;
            if (cluster < 0 || length > volume.size / volume.clusterSize + 1 - cluster) {
                throw flawAt(
                        list,
                        "a run of " + length + " clusters at " + cluster + ", outside the volume");
            }
            runs.stored(cluster * volume.clusterSize, length * volume.clusterSize, CODE);
        }
    }

    /// A signed number of `count` bytes, little-endian.
    private static long number(Cursor list, int count, String field) throws EvidenceException {
        if (count == 0 || count > 8) {
            throw flawAt(list, "a number of " + count + " bytes");
        }
        long value = 0;
        for (int i = 0; i < count; i++) {
            value |= (long) list.u8(field) << (8 * i);
        }
        int unused = 64 - 8 * count;
        return value << unused >> unused;
    }

    private static EvidenceException flawAt(Cursor list, String what) {
        return list.flaw(
                Flaw.MALFORMED,
                CODE,
                "the run list of the file holds " + what + "; the rest of the file is missing");
    }

    private static EvidenceException flaw(String sentence, long place) {
        return new EvidenceException(Flaw.MALFORMED, CODE, sentence, place);
    }
}
