package org.tutela.model;

import java.util.List;

/// Every table of the house.
public final class FactTables {
    private static final List<FactTable<? extends Fact>> FACTS =
            List.of(
                    SourceFact.TABLE,
                    Item.TABLE,
                    Content.TABLE,
                    FileType.TABLE,
                    Picture.TABLE,
                    VisualHash.TABLE,
                    Thumbnail.TABLE,
                    DocumentText.TABLE,
                    KnownMatch.TABLE,
                    Mention.TABLE,
                    Account.TABLE,
                    AccountEdge.TABLE,
                    Contact.TABLE,
                    Conversation.TABLE,
                    MembershipEvent.TABLE,
                    Message.TABLE,
                    Attachment.TABLE,
                    Reaction.TABLE,
                    Receipt.TABLE,
                    Call.TABLE,
                    StatedFile.TABLE,
                    StatedMatch.TABLE,
                    Problem.TABLE,
                    Examined.TABLE);

    private static final List<FactTable<? extends LinkedFact>> LINKED =
            List.of(
                    DeviceOwner.TABLE,
                    AccountTie.TABLE,
                    AccountAlias.TABLE,
                    LinkedAccount.TABLE,
                    Succession.TABLE,
                    Presence.TABLE,
                    LinkedConversation.TABLE,
                    LinkedMessage.TABLE,
                    Membership.TABLE,
                    InvitePosting.TABLE,
                    Lead.TABLE,
                    Spread.TABLE,
                    PictureHash.TABLE,
                    Stack.TABLE,
                    PersonCandidate.TABLE,
                    Citation.TABLE);

    private FactTables() {}

    /// The tables of facts, in the order of the data dictionary.
    public static List<FactTable<? extends Fact>> facts() {
        return FACTS;
    }

    /// The tables of linked facts, in the order of the data dictionary; `cites` is the last.
    public static List<FactTable<? extends LinkedFact>> linked() {
        return LINKED;
    }

    /// The table that holds `rows`. Throws [IllegalArgumentException] where none does.
    @SuppressWarnings("unchecked")
    public static <R extends Row> FactTable<R> of(Class<R> rows) {
        for (FactTable<?> table : FACTS) {
            if (table.rows() == rows) {
                return (FactTable<R>) table;
            }
        }
        for (FactTable<?> table : LINKED) {
            if (table.rows() == rows) {
                return (FactTable<R>) table;
            }
        }
        throw new IllegalArgumentException("no table holds " + rows);
    }
}
