package org.tutela.answers.search;

/// What a word stands in. The index holds the numbers.
public enum PlaceKind {
    /// The body or caption of a message.
    MESSAGE(0),
    /// The path of a file.
    FILE(1),
    /// The text of a document, its title or its author.
    TEXT(2),
    /// The name, number or id of an account, or the name it is stored under.
    NAME(3),
    /// The subject of a group.
    GROUP(4);

    private final int code;

    PlaceKind(int code) {
        this.code = code;
    }

    /// Its number in the index, from 0.
    int code() {
        return code;
    }

    /// The kind of a number; throws [IllegalArgumentException] where there is none.
    static PlaceKind of(long code) {
        for (PlaceKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind has the number " + code);
    }
}
