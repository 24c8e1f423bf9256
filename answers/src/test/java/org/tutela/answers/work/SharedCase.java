package org.tutela.answers.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tutela.answers.LinkedRows;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Catalog;
import org.tutela.facts.FactFile;
import org.tutela.facts.LinkedStep;
import org.tutela.facts.RegisteredSource;
import org.tutela.facts.Staging;
import org.tutela.facts.UnitWriter;
import org.tutela.model.Account;
import org.tutela.model.Address;
import org.tutela.model.Citation;
import org.tutela.model.Contact;
import org.tutela.model.Conversation;
import org.tutela.model.ConversationKind;
import org.tutela.model.EndPrecision;
import org.tutela.model.FoundIn;
import org.tutela.model.Id;
import org.tutela.model.JoinedHow;
import org.tutela.model.Lead;
import org.tutela.model.LinkedAccount;
import org.tutela.model.LinkedConversation;
import org.tutela.model.Made;
import org.tutela.model.Membership;
import org.tutela.model.MembershipChange;
import org.tutela.model.MembershipEvent;
import org.tutela.model.Mention;
import org.tutela.model.MentionKind;
import org.tutela.model.PersonCandidate;
import org.tutela.model.Seen;
import org.tutela.model.Timestamp;

/// A case in which every linked fact rests on both exhibits, and the words [#ONLY_TWO] come from
/// the second alone.
final class SharedCase {
    static final String GROUP = "whatsapp:1@g.us";
    static final String ZOE = "whatsapp:447700900001@s.whatsapp.net";

    /// Stands in everything that the second exhibit alone says.
    static final String ONLY_TWO = "ONLYTWO";

    /// What the account is called, in the first exhibit.
    static final String NAME = "Zucchini Zoe";

    static final Made CONVERSATION = Made.of("t", 1, "conversation");
    static final Made ACCOUNT = Made.of("t", 1, "account");
    static final Made MEMBERSHIP = Made.of("t", 1, "membership");
    static final Made LEAD = Made.of("t", 1, "lead");
    static final Made CANDIDATE = Made.of("t", 1, "candidate");

    private SharedCase() {}

    static Seen seen(String exhibit, String table) {
        Address item = Address.of(Id.of(exhibit)).step(Address.Kind.ENTRY, "a.db", 5);
        return Seen.of(table, Seen.Place.of(item), 0, "chats", 1);
    }

    static void make(Path home) throws IOException {
        try (CaseFolder folder = CaseFolder.openForWriting(home)) {
            facts(folder, "EX-1", "Sunday football", NAME, 1_767_000_000L);
            facts(folder, "EX-2", ONLY_TWO + " subject", ONLY_TWO + " soup", 1_768_000_000L);
            Catalog.change(folder).linked(new LinkedStep("t", 1, 6), linked(folder)).commit();
        }
    }

    private static void facts(
            CaseFolder folder, String exhibit, String subject, String name, long second)
            throws IOException {
        Id source = Id.of(exhibit);
        folder.register(
                new RegisteredSource(
                        source, exhibit, "/x", exhibit, "raw", 9, new TreeMap<>(Map.of())));
        Timestamp at = Timestamp.unixSeconds(second);
        Staging staging = Staging.open(folder, source, "all");
        try (UnitWriter unit = staging.begin("u")) {
            unit.add(
                    Conversation.TABLE,
                    new Conversation(
                            seen(exhibit, "conversation"),
                            "whatsapp",
                            GROUP,
                            ConversationKind.GROUP,
                            subject,
                            null,
                            null,
                            null));
            unit.add(
                    Account.TABLE,
                    new Account(seen(exhibit, "account"), "whatsapp", ZOE, name, name, false, "X"));
            unit.add(
                    Contact.TABLE,
                    new Contact(seen(exhibit, "contact"), "whatsapp", ZOE, name, null));
            unit.add(
                    MembershipEvent.TABLE,
                    new MembershipEvent(
                            seen(exhibit, "membership_event"),
                            "whatsapp",
                            GROUP,
                            ZOE,
                            MembershipChange.ADDED,
                            "whatsapp:" + (name.equals(NAME) ? "someone" : ONLY_TWO),
                            false,
                            at,
                            null,
                            null,
                            null));
            unit.add(
                    Mention.TABLE,
                    new Mention(
                            seen(exhibit, "mention"),
                            MentionKind.PERSON,
                            name,
                            FoundIn.TEXT,
                            0,
                            3,
                            name));
            unit.commit();
        }
        staging.compact(List.of(), done -> {});
    }

    private static List<FactFile> linked(CaseFolder folder) throws IOException {
        Id one = seen("EX-1", "membership_event").fact();
        Id two = seen("EX-2", "membership_event").fact();
        return List.of(
                LinkedRows.write(
                        folder,
                        LinkedConversation.TABLE,
                        List.of(
                                new LinkedConversation(
                                        CONVERSATION,
                                        GROUP,
                                        "whatsapp",
                                        ConversationKind.GROUP,
                                        ONLY_TWO + " subject",
                                        null,
                                        null,
                                        2,
                                        2,
                                        0))),
                LinkedRows.write(
                        folder,
                        LinkedAccount.TABLE,
                        List.of(
                                new LinkedAccount(
                                        ACCOUNT,
                                        ZOE,
                                        "whatsapp",
                                        ONLY_TWO + " soup",
                                        null,
                                        null,
                                        2,
                                        ONLY_TWO + " soup",
                                        1))),
                membership(folder, two),
                LinkedRows.write(
                        folder,
                        Lead.TABLE,
                        List.of(
                                new Lead(
                                        LEAD,
                                        "https://chat.example/" + ONLY_TWO,
                                        "TEXT",
                                        GROUP,
                                        "whatsapp:" + ONLY_TWO + "@g.us",
                                        "whatsapp:" + ONLY_TWO + "-poster",
                                        1_768_000_000_000_000L,
                                        ZOE,
                                        1_767_000_000_000_000L))),
                LinkedRows.write(
                        folder,
                        PersonCandidate.TABLE,
                        List.of(new PersonCandidate(CANDIDATE, NAME, ZOE, "NAME", "WEAK"))),
                citations(folder, one, two));
    }

    private static FactFile membership(CaseFolder folder, Id two) throws IOException {
        return LinkedRows.write(
                folder,
                Membership.TABLE,
                List.of(
                        new Membership(
                                MEMBERSHIP,
                                GROUP,
                                ZOE,
                                1_768_000_000_000_000L,
                                EndPrecision.EXACT,
                                null,
                                EndPrecision.UNKNOWN,
                                JoinedHow.ADDED,
                                "whatsapp:" + ONLY_TWO + "-actor",
                                ONLY_TWO,
                                two)));
    }

    private static FactFile citations(CaseFolder folder, Id one, Id two) throws IOException {
        return LinkedRows.write(
                folder,
                Citation.TABLE,
                List.of(
                        new Citation(CONVERSATION, seen("EX-1", "conversation").fact()),
                        new Citation(CONVERSATION, seen("EX-2", "conversation").fact()),
                        new Citation(ACCOUNT, seen("EX-1", "account").fact()),
                        new Citation(ACCOUNT, seen("EX-2", "account").fact()),
                        new Citation(MEMBERSHIP, one),
                        new Citation(MEMBERSHIP, two),
                        new Citation(LEAD, one),
                        new Citation(LEAD, seen("EX-2", "mention").fact()),
                        new Citation(CANDIDATE, seen("EX-1", "contact").fact())));
    }

    /// Ids of every fact of an exhibit, by table.
    static Map<String, String> facts(String exhibit) {
        Map<String, String> all = new TreeMap<>();
        for (String table :
                List.of("conversation", "account", "contact", "membership_event", "mention")) {
            all.put(table, seen(exhibit, table).fact().toString());
        }
        return all;
    }

    /// Ids of every linked fact, by table.
    static Map<String, String> linkedFacts() {
        return Map.of(
                "linked_conversation",
                CONVERSATION.linked().toString(),
                "linked_account",
                ACCOUNT.linked().toString(),
                "membership",
                MEMBERSHIP.linked().toString(),
                "lead",
                LEAD.linked().toString(),
                "person_candidate",
                CANDIDATE.linked().toString());
    }
}
