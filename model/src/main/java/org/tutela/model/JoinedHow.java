package org.tutela.model;

/// How a membership began.
public enum JoinedHow {
    /// Created the conversation.
    CREATED,
    /// Was added by another account.
    ADDED,
    /// Joined by an invite link.
    LINK,
    /// Accepted an invite.
    INVITED,
    /// Not known.
    UNKNOWN
}
