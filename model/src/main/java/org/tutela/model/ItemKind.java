package org.tutela.model;

/// What kind of thing an item is.
public enum ItemKind {
    /// A file.
    FILE,
    /// A folder.
    FOLDER,
    /// A symbolic link.
    LINK,
    /// An alternate data stream.
    STREAM,
    /// A device, pipe, socket or anything else.
    OTHER
}
