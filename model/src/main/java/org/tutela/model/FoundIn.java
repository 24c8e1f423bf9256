package org.tutela.model;

/// What kind of text a mention stands in.
public enum FoundIn {
    /// Text of a document.
    TEXT,
    /// The body of a message.
    MESSAGE,
    /// A name, such as a subject of a group or of a contact.
    NAME,
    /// Metadata of a file.
    METADATA
}
