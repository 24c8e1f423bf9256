package org.tutela.evidence.filesystem;

import java.io.IOException;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Holder;
import org.tutela.model.Address;

/// One listing under way: passes entries and flaws on to a sink, at most as many as the limits
/// allow.
public final class Listing {

    /// How many flaws of one file system are told singly.
    public static final int FLAWS = 1_000;

    private final Holder.Sink sink;
    private final long limit;
    private final String code;
    private long entries;
    private long flaws;

    /// A listing of at most `limit` entries; `code` is that of the problem that more are.
    public Listing(Holder.Sink sink, long limit, String code) {
        this.sink = sink;
        this.limit = limit;
        this.code = code;
    }

    /// The next entry; throws [EvidenceException] (`LIMIT_REACHED`) where it is one too many.
    public void entry(Entry entry) throws IOException {
        if (entries == limit) {
            throw new EvidenceException(
                    Flaw.LIMIT_REACHED,
                    code,
                    "the file system has more than the "
                            + limit
                            + " entries that may be listed; the others are not examined",
                    -1);
        }
        entries++;
        sink.entry(entry);
    }

    /// The next flaw; counted only, when there were too many before.
    public void flaw(Address at, EvidenceException flaw) throws IOException {
        flaws++;
        if (flaws <= FLAWS) {
            sink.flaw(at, flaw);
        }
    }

    /// Whether a flaw ends the whole listing, because a limit of the volume is reached.
    public boolean isEnd(EvidenceException flaw) {
        return flaw.flaw() == Flaw.LIMIT_REACHED && flaw.code().equals(code);
    }

    /// Tells how many flaws were counted only.
    public void finish(Address volume) throws IOException {
        if (flaws > FLAWS) {
            sink.flaw(
                    volume,
                    new EvidenceException(
                            Flaw.MALFORMED,
                            code,
                            "the file system has "
                                    + (flaws - FLAWS)
                                    + " further flaws like those before, not told singly",
                            -1));
        }
    }
}
