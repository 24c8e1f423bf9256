package org.tutela.model;

/// What kind of message.
public enum MessageKind {
    /// Text.
    TEXT,
    /// A still image.
    PICTURE,
    /// A film.
    VIDEO,
    /// Sound.
    AUDIO,
    /// A document.
    DOCUMENT,
    /// A sticker.
    STICKER,
    /// One or more contacts.
    CONTACT,
    /// A place.
    LOCATION,
    /// A poll.
    POLL,
    /// An invite to a conversation.
    INVITE,
    /// A call.
    CALL,
    /// An event that the messenger states.
    SYSTEM,
    /// Anything else; the raw code says what.
    OTHER
}
