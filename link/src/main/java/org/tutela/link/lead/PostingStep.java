package org.tutela.link.lead;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tutela.link.Group;
import org.tutela.link.Identities;
import org.tutela.link.Input;
import org.tutela.link.LinkRecorder;
import org.tutela.link.LinkStep;
import org.tutela.link.Senders;
import org.tutela.link.SortKey;
import org.tutela.link.ValueReader;
import org.tutela.model.FoundIn;
import org.tutela.model.Id;
import org.tutela.model.InvitePosting;
import org.tutela.model.LinkedFact;
import org.tutela.model.Mention;
import org.tutela.model.MentionKind;
import org.tutela.model.Message;

/// Every place where an invite stands. A finder states a mention at the address of its text; a
/// message has the same address: the two meet here. Only messages that can hold a link take part:
/// those with a slash, or a percent sign that may hide one, and those that carry an invite
/// themselves.
public final class PostingStep implements LinkStep {
    private static final int MESSAGE = 0;

    @Override
    public String name() {
        return "posting";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Input<?>> inputs() {
        return List.of(
                Input.of(Message.class, PostingStep::keyMessage)
                        .reading(
                                "address",
                                "service",
                                "conversation",
                                "message_key",
                                "sender",
                                "from_owner",
                                "sent",
                                "text",
                                "invite",
                                "invite_conversation"),
                Input.of(
                                Mention.class,
                                (row, identities, out) -> {
                                    if (row.kind() == MentionKind.INVITE) {
                                        out.add(
                                                SortKey.of(row.seen().address()),
                                                value ->
                                                        value.text(row.value())
                                                                .choice(row.foundIn()));
                                    }
                                })
                        .reading("address", "kind", "value", "found_in"));
    }

    @Override
    public List<Class<? extends LinkedFact>> outputs() {
        return List.of(InvitePosting.class);
    }

    @Override
    public void link(Group group, LinkRecorder out) throws IOException {
        Place place = new Place(null, null, null, null, null, null);
        Id message = null;
        Map<String, Stated> stated = new TreeMap<>();
        while (group.next()) {
            ValueReader value = group.value();
            if (group.input() == MESSAGE) {
                place = Place.read(value);
                message = group.fact();
                if (place.invite() != null) {
                    stated.put(place.invite(), new Stated(FoundIn.MESSAGE, message));
                }
            } else {
                String invite = value.text();
                stated.putIfAbsent(invite, new Stated(value.choice(FoundIn.class), group.fact()));
            }
        }
        for (var each : stated.entrySet()) {
            boolean carried = each.getKey().equals(place.invite());
            Id grounds = each.getValue().fact();
            out.record(
                    new InvitePosting(
                            out.made("invite_posting", group.key(0), each.getKey()),
                            each.getKey(),
                            each.getValue().foundIn().name(),
                            place.conversation(),
                            place.messageKey(),
                            place.account(),
                            place.at(),
                            carried ? place.leadsTo() : null,
                            grounds),
                    message == null ? List.of(grounds) : List.of(grounds, message));
        }
    }

    private static void keyMessage(Message row, Identities identities, Input.KeyedRows out) {
        String text = row.text();
        boolean mayHoldLink = text != null && (text.indexOf('/') >= 0 || text.indexOf('%') >= 0);
        if (row.invite() != null || mayHoldLink) {
            out.add(
                    SortKey.of(row.seen().address()),
                    value ->
                            value.text(conversation(row, identities))
                                    .text(row.messageKey())
                                    .text(Senders.find(row, identities).orElse(null))
                                    .maybeNumber(row.sent() == null ? null : row.sent().micros())
                                    .text(row.invite())
                                    .text(row.inviteConversation()));
        }
    }

    private static String conversation(Message row, Identities identities) {
        return identities.conversation(row.conversation(), row.seen().source(), row.seen().item());
    }

    private record Stated(FoundIn foundIn, Id fact) {}

    /// The message at the address.
    private record Place(
            @Nullable String conversation,
            @Nullable String messageKey,
            @Nullable String account,
            @Nullable Long at,
            @Nullable String invite,
            @Nullable String leadsTo) {
        static Place read(ValueReader value) {
            return new Place(
                    value.maybeText(),
                    value.maybeText(),
                    value.maybeText(),
                    value.maybeNumber(),
                    value.maybeText(),
                    value.maybeText());
        }
    }
}
