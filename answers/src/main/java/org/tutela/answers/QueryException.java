package org.tutela.answers;

import java.io.IOException;

/// A question cannot be answered as it was put. The message is one plain sentence for whoever put
/// it.
public final class QueryException extends IOException {
    private static final long serialVersionUID = 1;

    /// With one sentence.
    public QueryException(String sentence) {
        super(sentence);
    }

    /// With one sentence, because of `cause`.
    public QueryException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
