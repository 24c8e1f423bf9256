package org.tutela.evidence.archive;

import java.io.IOException;
import java.util.Arrays;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Holder;
import org.tutela.evidence.Reader.Means;
import org.tutela.model.Address;
import org.tutela.model.ItemOrigin;

/// An opened tar archive. Holds no state that changes, so any number of threads may use it.
///
/// Listing goes from header to header. Behind a damaged header it goes on at the next block that
/// has a sound checksum and names itself `ustar`; it also goes on behind the mark of the end, where
/// archives that were appended to each other and hidden members lie.
final class TarHolder implements Holder {
    private static final int CHUNK = 64 << 10;

    /// After so many damaged headers, what follows is noise, made to keep us busy.
    private static final int MOST_DAMAGED = 1000;

    private final ByteSource bytes;
    private final Address at;
    private final Means means;
    private final boolean owned;

    /// `owned` bytes are closed with the holder.
    TarHolder(ByteSource bytes, Address at, Means means, boolean owned) {
        this.bytes = bytes;
        this.at = at;
        this.means = means;
        this.owned = owned;
    }

    @Override
    public void list(Sink sink) throws IOException {
        long offset = 0;
        long count = 0;
        int damaged = 0;
        boolean ended = false;
        while (true) {
            long found = nextBlock(offset, false);
            ended |= found != offset && offset < bytes.size();
            if (found < 0) {
                break;
            }
            TarMember member;
            try {
                member = TarMember.read(bytes, found);
            } catch (EvidenceException e) {
                offset = nextBlock(found + TarHeader.SIZE, true);
                if (offset < 0 || ++damaged > MOST_DAMAGED) {
                    throw e;
                }
                sink.flaw(at, e);
                continue;
            }
            if (++count > means.limits().entries()) {
                throw CentralDirectory.tooMany(means.limits());
            }
            show(member, sink);
            offset = member.next();
            ended = false;
        }
        if (!ended) {
            throw new EvidenceException(
                    Flaw.TRUNCATED,
                    "EV-0525",
                    "the archive has no mark of its end; it was cut off, and members may be"
                            + " missing",
                    bytes.size());
        }
    }

    @Override
    public ByteSource open(Address address) throws IOException {
        Address.Step step = address.last();
        long start = step.number();
        if (start < 0 || start % TarHeader.SIZE != 0 || start >= bytes.size()) {
            throw ZipHolder.noSuchMember(address);
        }
        TarMember member = TarMember.read(bytes, start);
        if (!member.stored().equals(step.value())) {
            throw ZipHolder.noSuchMember(address);
        }
        return content(member);
    }

    @Override
    public void close() throws IOException {
        if (owned) {
            bytes.close();
        }
    }

    private void show(TarMember member, Sink sink) throws IOException {
        Address place =
                at.step(new Address.Step(Address.Kind.MEMBER, member.stored(), member.start()));
        sink.entry(
                new Entry(
                        place,
                        member.path(),
                        member.size(),
                        member.kind(),
                        ItemOrigin.LISTED,
                        member.times(),
                        member.data(),
                        member.linkTarget()));
        if (member.continued()) {
            sink.flaw(
                    place,
                    new EvidenceException(
                            Flaw.UNSUPPORTED,
                            "EV-0526",
                            "this is the further part of a member that starts in another file; the"
                                    + " parts are not joined",
                            member.start()));
        }
    }

    private ByteSource content(TarMember member) throws EvidenceException {
        long most = Content.allowance(means.limits(), member.packed());
        ByteSource stored = bytes.slice(member.data(), member.packed());
        if (stored.size() < member.packed()) {
            stored =
                    new Broken(
                            stored,
                            Math.min(
                                    member.packed(),
                                    Content.allowance(means.limits(), stored.size())),
                            cut(stored.size(), member.packed()));
        }
        SparseMap sparse = member.sparse();
        if (sparse == null) {
            return stored;
        }
        if (sparse.realSize() > most) {
            throw new EvidenceException(
                    Flaw.LIMIT_REACHED,
                    "EV-0509",
                    "states "
                            + sparse.realSize()
                            + " bytes for a sparse file of "
                            + member.packed()
                            + " stored bytes; it is not read",
                    member.start());
        }
        return sparse.content(stored, member.packed(), member.start());
    }

    private static EvidenceException cut(long there, long stated) {
        return new EvidenceException(
                Flaw.TRUNCATED,
                "EV-0521",
                "the archive ends after "
                        + there
                        + " of "
                        + stated
                        + " bytes of the member; the rest of it is missing",
                there);
    }

    /// The first block at `from` or behind it that is not zero, or, when `sound`, that is a header
    /// with a magic. -1 where there is none.
    private long nextBlock(long from, boolean sound) throws IOException {
        byte[] chunk = new byte[sound ? CHUNK : TarHeader.SIZE];
        long offset = from;
        int got = bytes.readUpTo(offset, chunk, 0, chunk.length);
        while (got > 0) {
            for (int i = 0; i < got; i += TarHeader.SIZE) {
                int end = Math.min(got, i + TarHeader.SIZE);
                byte[] block = Arrays.copyOfRange(chunk, i, end);
                if (sound ? TarHeader.sound(block) && TarHeader.magic(block) : !zero(block)) {
                    return offset + i;
                }
            }
            offset += got;
            chunk = chunk.length == CHUNK ? chunk : new byte[CHUNK];
            got = bytes.readUpTo(offset, chunk, 0, chunk.length);
        }
        return -1;
    }

    private static boolean zero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
