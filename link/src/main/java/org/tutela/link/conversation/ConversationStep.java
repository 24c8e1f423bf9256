package org.tutela.link.conversation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutela.link.AccountIds;
import org.tutela.link.Group;
import org.tutela.link.Input;
import org.tutela.link.LinkRecorder;
import org.tutela.link.LinkStep;
import org.tutela.link.Lookup;
import org.tutela.link.SortKey;
import org.tutela.link.ValueReader;
import org.tutela.link.conversation.DeviceSpans.Span;
import org.tutela.model.Attachment;
import org.tutela.model.Conversation;
import org.tutela.model.ConversationKind;
import org.tutela.model.EndPrecision;
import org.tutela.model.Id;
import org.tutela.model.LinkedConversation;
import org.tutela.model.LinkedFact;
import org.tutela.model.LinkedMessage;
import org.tutela.model.Membership;
import org.tutela.model.Message;
import org.tutela.model.MessageKind;
import org.tutela.model.Presence;
import org.tutela.model.Spread;

/// One conversation from all devices that hold it, each message once with all its observations, and
/// which content was passed on in which message.
///
/// The rows of a conversation come in this order: what devices state of it, who wrote when, who was
/// a member, then messages and attachments by the key of the message. So that little is held in
/// memory: the devices of the conversation, and the observations of one message.
///
/// System events are no linked messages: each device has its own, under keys of its own; they feed
/// memberships.
public final class ConversationStep implements LinkStep {
    private static final int CONVERSATION = 0;
    private static final int PRESENCE = 1;
    private static final int MEMBERSHIP = 2;
    private static final int MESSAGE = 3;
    private static final int ATTACHMENT = 4;

    private static final String MESSAGES = "3";

    @Override
    public String name() {
        return "conversation";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Lookup<?>> lookups() {
        return List.of(DeviceSpans.LOOKUP);
    }

    @Override
    public List<Input<?>> inputs() {
        return List.of(
                Input.of(
                                Conversation.class,
                                (row, identities, out) ->
                                        out.add(
                                                SortKey.of(
                                                                identities.conversation(
                                                                        row.conversation(),
                                                                        row.seen().source(),
                                                                        row.seen().item()))
                                                        .by("0"),
                                                value ->
                                                        value.choice(row.kind())
                                                                .text(row.subject())
                                                                .id(row.seen().source())
                                                                .id(row.seen().item())))
                        .reading("conversation", "kind", "subject"),
                Input.of(
                        Presence.class,
                        (row, identities, out) ->
                                out.add(
                                        SortKey.of(row.conversation()).by("1"),
                                        value ->
                                                value.id(row.source())
                                                        .text(row.account())
                                                        .maybeNumber(row.firstSent())
                                                        .maybeNumber(row.lastSent()))),
                Input.of(
                        Membership.class,
                        (row, identities, out) ->
                                out.add(
                                        SortKey.of(row.conversation()).by("2"),
                                        value ->
                                                value.text(row.account())
                                                        .maybeNumber(row.joined())
                                                        .choice(row.joinedPrecision())
                                                        .maybeNumber(row.left()))),
                messages(),
                attachments());
    }

    private static Input<Message> messages() {
        return Input.of(
                        Message.class,
                        (row, identities, out) -> {
                            if (row.kind() != MessageKind.SYSTEM) {
                                out.add(
                                        SortKey.of(
                                                        identities.conversation(
                                                                row.conversation(),
                                                                row.seen().source(),
                                                                row.seen().item()))
                                                .by(MESSAGES, row.messageKey()),
                                        value -> Observations.write(row, value));
                            }
                        })
                .reading(
                        "service",
                        "conversation",
                        "message_key",
                        "sender",
                        "from_owner",
                        "sent",
                        "kind",
                        "text",
                        "forwarded",
                        "state");
    }

    private static Input<Attachment> attachments() {
        return Input.of(
                        Attachment.class,
                        (row, identities, out) -> {
                            if (row.sha256() != null) {
                                out.add(
                                        SortKey.of(
                                                        identities.conversation(
                                                                row.conversation(),
                                                                row.seen().source(),
                                                                row.seen().item()))
                                                .by(MESSAGES, row.messageKey()),
                                        value -> Observations.write(row, value));
                            }
                        })
                .reading("conversation", "message_key", "sha256");
    }

    @Override
    public List<Class<? extends LinkedFact>> outputs() {
        return List.of(LinkedConversation.class, LinkedMessage.class, Spread.class);
    }

    @Override
    public void link(Group group, LinkRecorder out) throws IOException {
        Linking linking = new Linking(group, out);
        while (group.next()) {
            ValueReader value = group.value();
            switch (group.input()) {
                case CONVERSATION -> linking.states(value, group.fact());
                case PRESENCE -> linking.holders.holds(value.id(), value.maybeText(), span(value));
                case MEMBERSHIP ->
                        linking.holders.member(
                                value.text(),
                                new Holders.Interval(
                                        value.maybeNumber(),
                                        value.choice(EndPrecision.class),
                                        value.maybeNumber()));
                case MESSAGE -> {
                    linking.at(group.order(1));
                    linking.observations.message(value, group.fact());
                }
                case ATTACHMENT -> {
                    linking.at(group.order(1));
                    linking.observations.attachment(value, group.fact());
                }
                default -> throw new IllegalStateException("no input " + group.input());
            }
        }
        linking.finish();
    }

    private static @Nullable Span span(ValueReader value) {
        Long first = value.maybeNumber();
        Long last = value.maybeNumber();
        return first == null || last == null ? null : new Span(first, last);
    }

    /// A conversation while its rows are read.
    private static final class Linking {
        private final String conversation;
        private final Group group;
        private final LinkRecorder out;
        private final Holders holders;
        private final Observations observations = new Observations();
        private final List<Statement> statements = new ArrayList<>();
        private final List<Id> facts = new ArrayList<>();
        private String messageKey = "";
        private @Nullable Long first;
        private @Nullable Long last;
        private long messages;

        Linking(Group group, LinkRecorder out) {
            this.conversation = group.key(0);
            this.group = group;
            this.out = out;
            this.holders =
                    new Holders(
                            AccountIds.isDirect(conversation), group.lookup(DeviceSpans.LOOKUP));
        }

        void states(ValueReader value, Id fact) {
            ConversationKind kind = value.choice(ConversationKind.class);
            String subject = value.maybeText();
            Id source = value.id();
            String owner =
                    group.identities()
                            .findOwner(source, value.id(), AccountIds.service(conversation))
                            .orElse(null);
            holders.states(source, owner);
            statements.add(new Statement(kind, subject, source.toString()));
            facts.add(fact);
        }

        /// Goes on to a message: the rows of the one before are complete.
        void at(String key) throws IOException {
            if (!key.equals(messageKey)) {
                recordMessage();
                messageKey = key;
            }
        }

        void finish() throws IOException {
            recordMessage();
            if (facts.isEmpty()) {
                return;
            }
            out.record(
                    new LinkedConversation(
                            out.made("linked_conversation", conversation),
                            conversation,
                            AccountIds.service(conversation),
                            kind(),
                            subject(),
                            first,
                            last,
                            holders.devices(),
                            holders.accounts(),
                            messages),
                    facts);
        }

        private void recordMessage() throws IOException {
            if (observations.isEmpty()) {
                return;
            }
            observations.sort();
            String sender = observations.sender(conversation, group.identities());
            Long sent = observations.sent();
            if (observations.hasMessage()) {
                recordMessage(sender, sent);
            }
            boolean forwarded = observations.forwarded();
            for (var attachment : observations.attachments().entrySet()) {
                out.record(
                        new Spread(
                                out.made(
                                        "spread",
                                        conversation,
                                        messageKey,
                                        attachment.getKey().toString()),
                                attachment.getKey(),
                                sender,
                                conversation,
                                messageKey,
                                sent,
                                forwarded),
                        attachment.getValue());
            }
            observations.clear();
        }

        private void recordMessage(@Nullable String sender, @Nullable Long sent)
                throws IOException {
            var holding = observations.holding();
            messages++;
            if (sent != null) {
                first = first == null ? sent : Math.min(first, sent);
                last = last == null ? sent : Math.max(last, sent);
            }
            if (facts.isEmpty()) {
                facts.add(observations.facts().getFirst());
            }
            out.record(
                    new LinkedMessage(
                            out.made("linked_message", conversation, messageKey),
                            conversation,
                            messageKey,
                            sender,
                            sent,
                            observations.kind(),
                            observations.text(),
                            holding.size(),
                            observations.size(),
                            holders.missing(sent, holding),
                            observations.state()),
                    observations.facts());
        }

        /// What devices state; where none does, what the id says.
        private ConversationKind kind() {
            if (!statements.isEmpty()) {
                return statements.getFirst().kind();
            }
            return AccountIds.isDirect(conversation)
                    ? ConversationKind.DIRECT
                    : ConversationKind.GROUP;
        }

        /// The subject on the device whose messages reach furthest.
        private @Nullable String subject() {
            Statement best = null;
            for (Statement each : statements) {
                if (each.subject() != null && (best == null || each.isLater(best, holders))) {
                    best = each;
                }
            }
            return best == null ? null : best.subject();
        }
    }

    private record Statement(ConversationKind kind, @Nullable String subject, String source) {
        boolean isLater(Statement other, Holders holders) {
            int order = Long.compare(holders.lastHeld(source), holders.lastHeld(other.source));
            return order > 0 || (order == 0 && source.compareTo(other.source) < 0);
        }
    }
}
