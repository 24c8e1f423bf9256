/// Conversations: who wrote where and when ([org.tutela.link.conversation.PresenceStep]), who was a
/// member from when to when ([org.tutela.link.conversation.MembershipStep]), and every message
/// once, with what each device still has of it ([org.tutela.link.conversation.ConversationStep]).
@NullMarked
package org.tutela.link.conversation;

import org.jspecify.annotations.NullMarked;
