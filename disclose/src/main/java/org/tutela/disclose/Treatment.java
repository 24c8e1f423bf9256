package org.tutela.disclose;

/// What happens to a column before it leaves.
enum Treatment {
    /// Leaves as it is.
    KEEP,
    /// An account: a pseudonym unless it is inside.
    ACCOUNT,
    /// A conversation: a pseudonym where its id names somebody outside.
    PLACE,
    /// A file name or path: known identifiers are replaced.
    PATH,
    /// Running text: known identifiers, and all numbers and addresses of nobody inside, are
    /// replaced.
    TEXT;

    String apply(Redactor redactor, String value) {
        return switch (this) {
            case KEEP -> value;
            case ACCOUNT -> redactor.account(value);
            case PLACE -> redactor.place(value);
            case PATH -> redactor.path(value);
            case TEXT -> redactor.text(value);
        };
    }
}
