package org.tutela.scenario.plan;

/// A file on a disk, a stick, in a folder or in a phone's own camera folder.
///
/// @param exhibit place of the exhibit in the plan
/// @param path slash-separated, from the root of the file system
/// @param what picture or document
/// @param number its place in the plan
/// @param fate what became of it
/// @param at last change, milliseconds since 1970 UTC
public record Placement(int exhibit, String path, What what, int number, Fate fate, long at) {
    /// What is in the file.
    public enum What {
        /// A picture.
        PICTURE,
        /// A document.
        DOCUMENT
    }

    /// What became of the file.
    public enum Fate {
        /// It is there.
        LIVE,
        /// It was deleted, its bytes are still there.
        DELETED,
        /// It was deleted and its bytes were overwritten by a later file.
        OVERWRITTEN
    }
}
