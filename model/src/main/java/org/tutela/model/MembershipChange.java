package org.tutela.model;

/// What happened to an account in a conversation.
public enum MembershipChange {
    /// Created the conversation.
    CREATED,
    /// Was added by another account.
    ADDED,
    /// Joined by an invite link.
    JOINED_BY_LINK,
    /// Left.
    LEFT,
    /// Was removed by another account.
    REMOVED,
    /// Was made an administrator.
    PROMOTED,
    /// Ceased to be an administrator.
    DEMOTED,
    /// Was seen as a member.
    PRESENT
}
