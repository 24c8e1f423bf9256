package org.tutela.model;

/// What kind of conversation.
public enum ConversationKind {
    /// A group.
    GROUP,
    /// Two accounts.
    DIRECT,
    /// One to many, with subscribers.
    CHANNEL,
    /// A list that one account sends to.
    BROADCAST
}
