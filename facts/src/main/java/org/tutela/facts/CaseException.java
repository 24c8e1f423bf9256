package org.tutela.facts;

import java.io.IOException;

/// A case folder cannot be used as asked: it is no case, another writer has it, or its files are
/// not what they should be. The message is one plain sentence for the person at the keyboard.
public final class CaseException extends IOException {
    private static final long serialVersionUID = 1;

    private final String code;

    /// With a stable code, such as `ST-0101`, and one sentence: what, where, what to do.
    public CaseException(String code, String sentence) {
        super(sentence);
        this.code = code;
    }

    /// As [#CaseException(String, String)], because of `cause`.
    public CaseException(String code, String sentence, Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    /// The stable code, such as `ST-0101`.
    public String code() {
        return code;
    }
}
