package org.tutela.bytes;

import java.io.IOException;

/// Evidence is bad: truncated, malformed, encrypted or of a kind we do not read. Becomes a
/// `problem` fact; the work goes on with the rest. A plain [IOException] means that *our* world
/// failed.
///
/// It is an [IOException] because evidence is read through the stream types of other libraries.
public final class EvidenceException extends IOException {
    private static final long serialVersionUID = 1L;

    /// What is wrong, in the words of the `problem` table.
    public enum Flaw {
        /// Contradicts its own format.
        MALFORMED,
        /// Ends before it says it does, or a part is missing.
        TRUNCATED,
        /// A variant that we know of and do not read.
        UNSUPPORTED,
        /// Needs a key.
        ENCRYPTED,
        /// Asks for more than a limit of ours allows.
        LIMIT_REACHED
    }

    private final Flaw flaw;
    private final String code;
    private final long offset;

    /// A flaw with its stable code (`EV-0412`), one sentence for people, and the byte offset within
    /// the bytes being read, or -1 where no single place is at fault.
    public EvidenceException(Flaw flaw, String code, String detail, long offset) {
        super(detail);
        this.flaw = flaw;
        this.code = code;
        this.offset = offset;
    }

    /// As the other constructor, keeping what a library said.
    public EvidenceException(Flaw flaw, String code, String detail, Throwable cause) {
        super(detail, cause);
        this.flaw = flaw;
        this.code = code;
        this.offset = -1;
    }

    /// The kind of flaw.
    public Flaw flaw() {
        return flaw;
    }

    /// The stable code, such as `EV-0412`.
    public String code() {
        return code;
    }

    /// The sentence for people.
    public String detail() {
        String message = getMessage();
        return message == null ? flaw.name() : message;
    }

    /// Byte offset of the flaw in the bytes being read; -1 where there is none.
    public long offset() {
        return offset;
    }
}
