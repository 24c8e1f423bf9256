package org.tutela.examine.chat.whatsapp;

import org.jspecify.annotations.Nullable;
import org.tutela.model.ConversationKind;

/// A conversation as facts name it.
///
/// @param conversation `whatsapp:id`
/// @param kind what kind
/// @param jid its address; null where the database does not say any more
record Chat(String conversation, ConversationKind kind, @Nullable Jid jid) {}
