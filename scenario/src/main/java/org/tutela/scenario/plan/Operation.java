package org.tutela.scenario.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tutela.scenario.plan.PlannedConversation.Direct;
import org.tutela.scenario.plan.PlannedConversation.Group;

/// A whole made-up operation, as it happened. Nothing here knows of databases or images.
///
/// @param seed what it was made from
/// @param accounts all accounts, by place
/// @param conversations all conversations, by place
/// @param events what happened in groups, in order of time
/// @param messages all messages, in order of time
/// @param changes accounts that changed their number
/// @param exhibits what was seized, by place
/// @param pictures all pictures, by place
/// @param documents all documents, by place
/// @param placements files outside the messenger
/// @param lost per exhibit the keys of messages that its holder deleted there
/// @param keeper per revoked message the exhibit that kept it
/// @param mapper per account whose number one phone knows: that exhibit
/// @param addressBook per exhibit the accounts stored in its address book
/// @param listed pictures on the list of known pictures, by place
public record Operation(
        long seed,
        List<PlannedAccount> accounts,
        List<PlannedConversation> conversations,
        List<GroupEvent> events,
        List<PlannedMessage> messages,
        List<NumberChange> changes,
        List<PlannedExhibit> exhibits,
        List<PlannedPicture> pictures,
        List<PlannedDocument> documents,
        List<Placement> placements,
        Map<Integer, Set<String>> lost,
        Map<String, Integer> keeper,
        Map<Integer, Integer> mapper,
        Map<Integer, Set<Integer>> addressBook,
        List<Integer> listed) {

    /// Copies of all collections.
    public Operation {
        accounts = List.copyOf(accounts);
        conversations = List.copyOf(conversations);
        events = List.copyOf(events);
        messages = List.copyOf(messages);
        changes = List.copyOf(changes);
        exhibits = List.copyOf(exhibits);
        pictures = List.copyOf(pictures);
        documents = List.copyOf(documents);
        placements = List.copyOf(placements);
        lost = Map.copyOf(lost);
        keeper = Map.copyOf(keeper);
        mapper = Map.copyOf(mapper);
        addressBook = Map.copyOf(addressBook);
        listed = List.copyOf(listed);
    }

    /// The places of the exhibits that are phones.
    public List<Integer> phones() {
        return java.util.stream.IntStream.range(0, exhibits.size())
                .filter(i -> exhibits.get(i).kind().phone())
                .boxed()
                .toList();
    }

    /// The groups.
    public List<Group> groups() {
        return conversations.stream()
                .filter(Group.class::isInstance)
                .map(Group.class::cast)
                .toList();
    }

    /// The group at a place of the plan; throws [ClassCastException] where another conversation is.
    public Group group(int conversation) {
        return (Group) conversations.get(conversation);
    }

    /// The stable id of a conversation that linked facts use.
    public String conversationId(int conversation) {
        return switch (conversations.get(conversation)) {
            case Group group -> "whatsapp:" + group.jid();
            case Direct direct -> {
                String one = accounts.get(direct.one()).numberJid();
                String other = accounts.get(direct.other()).numberJid();
                yield "whatsapp:"
                        + (one.compareTo(other) < 0 ? one + "+" + other : other + "+" + one);
            }
        };
    }

    /// How an account is addressed in a conversation.
    public String jidIn(int conversation, int account) {
        PlannedAccount of = accounts.get(account);
        return conversations.get(conversation) instanceof Group group && group.byLid()
                ? of.lidJid()
                : of.numberJid();
    }
}
