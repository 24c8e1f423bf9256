package org.tutela.evidence.ntfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.evidence.filesystem.Runs;

/// A stream of a file: all attributes of one type and name, which together hold its content.
///
/// @param type the attribute type
/// @param name its name; empty for a file's main content
/// @param pieces one resident attribute, or the non-resident ones; never empty but for a stream
///   that the file has not
record Stream(int type, String name, List<Attribute> pieces) {

    /// Largest compression unit, bytes. Windows makes units of at most 64 KiB.
    private static final int UNIT_LIMIT = 1 << 20;

    Stream {
        pieces = List.copyOf(pieces);
    }

    /// The stream of a type and name among the attributes of a file.
    static Stream of(List<Attribute> attributes, int type, String name) {
        return new Stream(type, name, attributes.stream().filter(a -> a.is(type, name)).toList());
    }

    /// The same stream with the fitting ones of further attributes.
    Stream plus(List<Attribute> more) {
        List<Attribute> all = new ArrayList<>(pieces);
        all.addAll(of(more, type, name).pieces);
        return new Stream(type, name, all);
    }

    boolean present() {
        return !pieces.isEmpty();
    }

    /// Bytes of content; 0 where the stream is not there or its first piece is missing.
    long size() {
        return pieces.isEmpty() ? 0 : first().extent().size();
    }

    /// Offset on the medium of the first stored byte; -1 where there is none.
    long firstByte(BootSector boot, long mediumSize) {
        if (pieces.isEmpty() || size() == 0) {
            return -1;
        }
        return first().resident()
                ? first().contentPlace()
                : RunList.map(List.of(first()), boot.clusterSize(), mediumSize).firstByte();
    }

    /// The map of a non-resident stream.
    Runs map(BootSector boot, long mediumSize) {
        List<Attribute> mapped = pieces.stream().filter(piece -> !piece.resident()).toList();
        return RunList.map(mapped, boot.clusterSize(), mediumSize);
    }

    /// The content. Throws [EvidenceException] where it is encrypted or compressed in a way that is
    /// not read.
    ByteSource open(Volume volume) throws IOException {
        if (pieces.isEmpty()) {
            return ByteSource.of(new byte[0]);
        }
        Attribute first = first();
        if (first.encrypted()) {
            throw new EvidenceException(
                    Flaw.ENCRYPTED,
                    "EV-0311",
                    "the file is encrypted by Windows (EFS); its content needs the user's key",
                    -1);
        }
        if (first.resident()) {
            return ByteSource.of(first.content());
        }
        Runs runs = map(volume.boot(), volume.mediumSize());
        Attribute.Extent extent = first.extent();
        if (first.compressed()) {
            long unitSize = (long) volume.boot().clusterSize() << Math.min(30, extent.unitShift());
            if (unitSize > UNIT_LIMIT) {
                throw new EvidenceException(
                        Flaw.UNSUPPORTED,
                        "EV-0310",
                        "the file is compressed in units of "
                                + unitSize
                                + " bytes, more than Windows ever makes; its content is not read",
                        -1);
            }
            return new CompressedContent(runs, volume.medium(), extent, (int) unitSize);
        }
        return runs.open(volume.medium(), extent.size(), extent.valid(), "EV-0308");
    }

    /// The piece that starts the stream, or what there is.
    private Attribute first() {
        return pieces.stream()
                .filter(piece -> piece.resident() || piece.extent().firstCluster() == 0)
                .findFirst()
                .orElse(pieces.getFirst());
    }
}
