package org.tutela.answers.pictures;

/// What is known of a picture before anybody looks.
public enum PictureState {
    /// On no list and near no entry of one.
    UNKNOWN,
    /// Similar to an entry of a known-file list.
    NEAR,
    /// The very file is on a known-file list: counted, locked, never shown.
    LISTED
}
