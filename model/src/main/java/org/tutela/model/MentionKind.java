package org.tutela.model;

/// What kind of thing a text mentions.
public enum MentionKind {
    /// A web address.
    URL,
    /// A link that invites to a conversation.
    INVITE,
    /// An onion address.
    ONION,
    /// An e-mail address.
    EMAIL,
    /// A phone number.
    PHONE,
    /// A bank account.
    IBAN,
    /// A payment card.
    CARD,
    /// An address of a crypto-currency.
    COIN_ADDRESS,
    /// A name of a person.
    PERSON,
    /// An age.
    AGE,
    /// A place.
    PLACE,
    /// A date.
    DATE
}
