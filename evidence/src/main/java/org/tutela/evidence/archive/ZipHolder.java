package org.tutela.evidence.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Holder;
import org.tutela.evidence.Reader.Means;
import org.tutela.model.Address;
import org.tutela.model.ItemKind;
import org.tutela.model.ItemOrigin;

/// An opened ZIP archive. Holds no state that changes, so any number of threads may use it.
final class ZipHolder implements Holder {

    /// Longest target of a link that is read for the listing, `PATH_MAX` of Linux.
    private static final int LONGEST_LINK = 4096;

    private static final int STORED = 0;

    private static final Map<Integer, Packing> METHODS =
            Map.of(8, Packing.DEFLATE, 9, Packing.DEFLATE64, 12, Packing.BZIP2, 95, Packing.XZ);

    private final ByteSource bytes;
    private final Address at;
    private final Means means;
    private final ZipIndex index;

    ZipHolder(ByteSource bytes, Address at, Means means) throws IOException {
        this.bytes = bytes;
        this.at = at;
        this.means = means;
        this.index = index(bytes, means);
    }

    private static ZipIndex index(ByteSource bytes, Means means) throws IOException {
        Optional<ZipEnd> end = ZipEnd.find(bytes);
        if (end.isPresent() && end.get().split()) {
            throw new EvidenceException(
                    Flaw.UNSUPPORTED,
                    "EV-0515",
                    "the archive is split over several files; join them first, its members are not"
                            + " listed",
                    end.get().end());
        }
        if (end.isPresent()) {
            Optional<CentralDirectory> central =
                    CentralDirectory.read(bytes, end.get(), means.limits());
            if (central.isPresent()) {
                return central.get();
            }
        }
        return LocalHeaders.read(bytes, means.limits());
    }

    @Override
    public void list(Sink sink) throws IOException {
        for (EvidenceException flaw : index.flaws()) {
            sink.flaw(at, flaw);
        }
        index.each(member -> sink.entry(toEntry(member)));
        if (index.end().isPresent()) {
            throw index.end().get();
        }
    }

    @Override
    public ByteSource open(Address address) throws IOException {
        Address.Step step = address.last();
        ZipMember member =
                index.find(step.number())
                        .filter(m -> m.stored().equals(step.value()))
                        .orElseThrow(() -> noSuchMember(address));
        if (member.position() >= index.firstOverlapping()) {
            throw CentralDirectory.overlap(member.header());
        }
        return content(member);
    }

    static EvidenceException noSuchMember(Address address) {
        return new EvidenceException(
                Flaw.MALFORMED,
                "EV-0512",
                "the archive has no member "
                        + address.last()
                        + "; `tutela list` prints what it has",
                -1);
    }

    private Entry toEntry(ZipMember member) throws IOException {
        return new Entry(
                at.step(new Address.Step(Address.Kind.MEMBER, member.stored(), member.position())),
                member.path(),
                Math.max(0, member.size()),
                member.kind(),
                ItemOrigin.LISTED,
                member.times(),
                member.header(),
                linkTarget(member));
    }

    /// A link's target is its content. Null where it cannot be read: opening the member says why.
    private @Nullable String linkTarget(ZipMember member) throws IOException {
        if (member.kind() != ItemKind.LINK
                || member.size() > LONGEST_LINK
                || member.packed() > LONGEST_LINK
                || member.encrypted()) {
            return null;
        }
        try (ByteSource target = content(member)) {
            return StoredName.toText(
                    target.readBytes(0, LONGEST_LINK), StandardCharsets.ISO_8859_1);
        } catch (EvidenceException e) {
            return null;
        }
    }

    private ByteSource content(ZipMember member) throws IOException {
        if (member.encrypted()) {
            throw new EvidenceException(
                    Flaw.ENCRYPTED,
                    "EV-0505",
                    "the member is encrypted; its content needs a password",
                    member.header());
        }
        if (member.header() < 0) {
            throw new EvidenceException(
                    Flaw.MALFORMED,
                    "EV-0504",
                    "the member is said to lie before the start of the archive",
                    member.header());
        }
        long data = LocalHeaders.dataOffset(bytes, member.header());
        ByteSource packed = bytes.slice(data, member.packed());
        if (member.method() == STORED) {
            return stored(member, packed);
        }
        Packing packing = METHODS.get(member.method());
        if (packing == null) {
            throw new EvidenceException(
                    Flaw.UNSUPPORTED,
                    "EV-0506",
                    "the member is packed by method "
                            + member.method()
                            + ", which is not read; its content was not examined",
                    member.header());
        }
        return Content.unpack(
                packing, packed, new Content.Stated(member.size(), member.crc()), means);
    }

    private ByteSource stored(ZipMember member, ByteSource packed) {
        if (packed.size() < member.packed()) {
            return new Broken(
                    packed,
                    Math.min(member.packed(), Content.allowance(means.limits(), packed.size())),
                    new EvidenceException(
                            Flaw.TRUNCATED,
                            "EV-0508",
                            "the archive ends after "
                                    + packed.size()
                                    + " of "
                                    + member.packed()
                                    + " bytes of the member; the rest of it is missing",
                            packed.size()));
        }
        return member.crc() < 0 ? packed : new Summed(packed, member.crc());
    }
}
