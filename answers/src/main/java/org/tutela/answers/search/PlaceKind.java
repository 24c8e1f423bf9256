package org.tutela.answers.search;

/// What a word stands in. The order is that of the index: a new kind goes to the end, and
/// [TextIndex#FORMAT] is raised.
public enum PlaceKind {
    /// The body or caption of a message.
    MESSAGE,
    /// The path of a file.
    FILE,
    /// The text of a document, its title or its author.
    TEXT,
    /// The name, number or id of an account, or the name it is stored under.
    NAME,
    /// The subject of a group.
    GROUP
}
