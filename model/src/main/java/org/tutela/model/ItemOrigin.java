package org.tutela.model;

/// How an item came to be known.
public enum ItemOrigin {
    /// Listed by its file system or archive.
    LISTED,
    /// Listed as deleted.
    DELETED,
    /// Found without a listing.
    CARVED,
    /// Made from another item.
    DERIVED
}
