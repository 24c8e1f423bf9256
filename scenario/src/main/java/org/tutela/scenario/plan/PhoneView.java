package org.tutela.scenario.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tutela.scenario.plan.GroupEvent.What;
import org.tutela.scenario.plan.PlannedConversation.Direct;
import org.tutela.scenario.plan.PlannedConversation.Group;
import org.tutela.scenario.plan.PlannedMessage.Body;
import org.tutela.scenario.plan.PlannedMessage.Fate;

/// What one phone saw: the messenger shows a group to a phone only while its owner is a member, and
/// the creation of the group to everyone who ever joins.
///
/// @param exhibit place of the phone in the plan
/// @param owner its account
/// @param conversations conversations it shows
/// @param events group events it saw, in order of time
/// @param messages messages it still holds, revoked ones among them, in order of time
public record PhoneView(
        int exhibit,
        int owner,
        Set<Integer> conversations,
        List<GroupEvent> events,
        List<PlannedMessage> messages) {

    /// Copies of the collections.
    public PhoneView {
        conversations = java.util.Collections.unmodifiableSet(new TreeSet<>(conversations));
        events = List.copyOf(events);
        messages = List.copyOf(messages);
    }

    /// What the phone at `exhibit` saw and still holds.
    public static PhoneView of(Operation plan, int exhibit) {
        return of(plan, exhibit, plan.lost().getOrDefault(exhibit, Set.of()));
    }

    /// What the phone at `exhibit` saw, without the messages in `lost`.
    static PhoneView of(Operation plan, int exhibit, Set<String> lost) {
        int owner = plan.exhibits().get(exhibit).owner();
        Presence presence = Presence.of(plan.events(), owner);
        Set<Integer> shown = new TreeSet<>();
        List<GroupEvent> events = new ArrayList<>();
        for (GroupEvent event : plan.events()) {
            boolean creation = event.what() == What.CREATED && presence.ever(event.group());
            if (creation || presence.at(event.group(), event.at())) {
                events.add(event);
                shown.add(event.group());
            }
        }
        List<PlannedMessage> messages = new ArrayList<>();
        for (PlannedMessage message : plan.messages()) {
            boolean sees =
                    switch (plan.conversations().get(message.conversation())) {
                        case Group group -> presence.at(group.index(), message.at());
                        case Direct direct -> direct.has(owner);
                    };
            if (sees && !lost.contains(message.key())) {
                messages.add(message);
                shown.add(message.conversation());
            }
        }
        events.sort(Comparator.comparingLong(GroupEvent::at));
        return new PhoneView(exhibit, owner, shown, events, messages);
    }

    /// What all phones saw, in order of their places.
    public static List<PhoneView> all(Operation plan) {
        return plan.phones().stream().map(phone -> of(plan, phone)).toList();
    }

    /// Whether the phone shows the message as deleted for everyone.
    public boolean showsRevoked(Operation plan, PlannedMessage message) {
        Integer keeper = plan.keeper().get(message.key());
        return message.fate() == Fate.REVOKED && (keeper == null || keeper != exhibit);
    }

    /// Whether the file of a message lies on the phone: everything its owner sent, and nearly all
    /// that arrived (some was never downloaded).
    public boolean holdsFile(PlannedMessage message) {
        return message.sender() == owner
                || (message.key().hashCode() & 0xFFFF) % 19 != exhibit % 19;
    }

    /// Whether the owner was a member of `group` when the phone was seized.
    public boolean inAtEnd(int group) {
        boolean in = false;
        for (GroupEvent event : events) {
            if (event.group() == group && event.targets().contains(owner)) {
                in = event.what().begins() || (in && !event.what().ends());
            }
        }
        return in;
    }

    /// The number changes that the phone saw: those of accounts it has a direct conversation with.
    public List<NumberChange> changes(Operation plan) {
        return plan.changes().stream()
                .filter(change -> directWith(plan, change.from()) >= 0)
                .toList();
    }

    /// The direct conversation with an account, or -1.
    public int directWith(Operation plan, int account) {
        for (int conversation : conversations) {
            if (plan.conversations().get(conversation) instanceof Direct direct
                    && direct.has(owner)
                    && direct.partner(owner) == account) {
                return conversation;
            }
        }
        return -1;
    }

    /// The addresses of accounts that the phone holds anywhere, its own included, in order.
    public Set<String> jids(Operation plan) {
        Set<String> jids = new TreeSet<>();
        jids.add(plan.accounts().get(owner).numberJid());
        for (GroupEvent event : events) {
            jids.add(plan.jidIn(event.group(), event.actor()));
            event.targets().forEach(target -> jids.add(plan.jidIn(event.group(), target)));
        }
        for (int group : conversations) {
            if (plan.conversations().get(group) instanceof Group && inAtEnd(group)) {
                Presence.membersAtEnd(plan.events(), group)
                        .forEach(member -> jids.add(plan.jidIn(group, member)));
            }
        }
        for (PlannedMessage message : messages) {
            addJids(plan, message, jids);
        }
        for (NumberChange change : changes(plan)) {
            jids.add(plan.accounts().get(change.from()).numberJid());
            jids.add(plan.accounts().get(change.to()).numberJid());
        }
        for (int account : plan.addressBook().getOrDefault(exhibit, Set.of())) {
            jids.add(plan.accounts().get(account).numberJid());
        }
        for (PlannedAccount account : plan.accounts()) {
            if (jids.contains(account.lidJid()) && knowsNumber(plan, account)) {
                jids.add(account.numberJid());
            }
        }
        return jids;
    }

    private static void addJids(Operation plan, PlannedMessage message, Set<String> jids) {
        int conversation = message.conversation();
        if (plan.conversations().get(conversation) instanceof Direct direct) {
            jids.add(plan.accounts().get(direct.one()).numberJid());
            jids.add(plan.accounts().get(direct.other()).numberJid());
        }
        jids.add(plan.jidIn(conversation, message.sender()));
        message.reactions().forEach(r -> jids.add(plan.jidIn(conversation, r.account())));
        switch (message.body()) {
            case Body.ContactCard card -> jids.add(plan.accounts().get(card.account()).numberJid());
            case Body.Poll poll ->
                    poll.votes().forEach(v -> jids.add(plan.jidIn(conversation, v.account())));
            case Body.Text text -> {
                Integer mentioned = text.mentioned();
                if (mentioned != null) {
                    jids.add(plan.jidIn(conversation, mentioned));
                }
            }
            case Body.InviteCard card -> jids.add(plan.jidIn(conversation, message.sender()));
            case Body.Picture _, Body.Document _, Body.Place _, Body.Call _ -> {}
        }
    }

    /// Whether the phone's messenger maps the account's opaque id to its number.
    public boolean knowsNumber(Operation plan, PlannedAccount account) {
        Integer mapper = plan.mapper().get(account.index());
        return switch (account.known()) {
            case EVERYWHERE -> true;
            case ON_ONE_PHONE -> mapper != null && mapper == exhibit;
            case NOWHERE -> false;
        };
    }
}
