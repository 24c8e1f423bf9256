package org.tutela.examine.chat.whatsapp;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.EvidenceException;
import org.tutela.examine.chat.ChatDatabase;
import org.tutela.examine.chat.ChatRow;
import org.tutela.examine.chat.Select;
import org.tutela.model.Account;
import org.tutela.model.Address;
import org.tutela.model.Contact;
import org.tutela.model.Conversation;
import org.tutela.model.ConversationKind;
import org.tutela.model.FoundIn;

/// States the address book as WhatsApp keeps it in `wa.db`, and the names that people chose for
/// themselves. Facts stand at the rows of `wa.db`.
final class Contacts {
    private static final Set<String> TABLES =
            Set.of("wa_contacts", "wa_vnames", "wa_group_descriptions", "wa_group_admin_settings");

    private final Msgstore store;

    Contacts(Msgstore store) {
        this.store = store;
    }

    /// Reads `wa.db` beside the item, where there is one.
    void run() throws IOException {
        Optional<ChatDatabase> found =
                ChatDatabase.openCompanion(store.item(), "wa.db", TABLES, store.out());
        if (found.isEmpty()) {
            return;
        }
        try (ChatDatabase book = found.get()) {
            read(book);
        } catch (EvidenceException flaw) {
            store.out().problem(found.get().address(), flaw);
        }
    }

    private void read(ChatDatabase book) throws IOException {
        Select people =
                Select.from(
                        "wa_contacts",
                        "jid",
                        "number",
                        "display_name",
                        "given_name",
                        "family_name",
                        "nickname",
                        "wa_name",
                        "company",
                        "title",
                        "status");
        book.read(people, row -> person(row, book.row("wa_contacts", row.id())));
        book.read(
                Select.from("wa_vnames", "jid", "verified_name"),
                row ->
                        ownName(
                                row.text("jid"),
                                new OwnName(row.filled("verified_name"), "wa_vnames"),
                                book.row("wa_vnames", row.id())));
        book.read(
                Select.from("wa_group_descriptions", "description"),
                row ->
                        store.text(
                                book.row("wa_group_descriptions", row.id()),
                                FoundIn.TEXT,
                                row.text("description")));
        book.read(
                Select.from("wa_group_admin_settings", "jid", "creator_jid"),
                row -> creator(row, book.row("wa_group_admin_settings", row.id())));
    }

    private void person(ChatRow row, Address place) throws IOException {
        String jid = row.text("jid");
        String stored = storedName(row);
        String number = row.filled("number");
        Optional<Jid> account = jid == null ? Optional.empty() : Jid.parse(jid);
        if (account.isPresent()
                && account.get().isAccount()
                && (stored != null || number != null)) {
            store.out()
                    .record(
                            Contact.TABLE,
                            place,
                            seen ->
                                    new Contact(
                                            seen,
                                            Jid.SERVICE,
                                            account.get().qualified(),
                                            stored,
                                            number));
        }
        store.text(place, FoundIn.NAME, stored);
        store.text(place, FoundIn.NAME, row.text("company"));
        store.text(place, FoundIn.NAME, row.text("title"));
        store.text(place, FoundIn.TEXT, row.text("status"));
        ownName(jid, new OwnName(row.filled("wa_name"), "wa_contacts.wa_name"), place);
    }

    /// The name in the address book: as shown, or put together from its parts.
    private static @Nullable String storedName(ChatRow row) throws IOException {
        String shown = row.filled("display_name");
        if (shown != null) {
            return shown;
        }
        String given = row.filled("given_name");
        String family = row.filled("family_name");
        if (given != null && family != null) {
            return given + " " + family;
        }
        String part = given == null ? family : given;
        return part == null ? row.filled("nickname") : part;
    }

    /// A name that an account chose for itself.
    private record OwnName(@Nullable String name, String basis) {}

    private void ownName(@Nullable String jid, OwnName own, Address place) throws IOException {
        Optional<Jid> account = jid == null ? Optional.empty() : Jid.parse(jid);
        if (own.name() == null || account.isEmpty() || !account.get().isAccount()) {
            return;
        }
        Jid found = account.get();
        store.out()
                .record(
                        Account.TABLE,
                        place,
                        seen ->
                                new Account(
                                        seen,
                                        Jid.SERVICE,
                                        found.qualified(),
                                        found.handle(),
                                        own.name(),
                                        store.owner().is(found),
                                        own.basis()));
        store.text(place, FoundIn.NAME, own.name());
    }

    /// Who created a group: the only place that says so for ids of the new, opaque kind.
    private void creator(ChatRow row, Address place) throws IOException {
        String group = row.text("jid");
        String by = row.text("creator_jid");
        Optional<Jid> jid = group == null ? Optional.empty() : Jid.parse(group);
        Optional<Jid> creator = by == null ? Optional.empty() : Jid.parse(by);
        if (jid.isPresent()
                && jid.get().kind() == ConversationKind.GROUP
                && creator.isPresent()
                && creator.get().isAccount()) {
            store.out()
                    .record(
                            Conversation.TABLE,
                            place,
                            seen ->
                                    new Conversation(
                                            seen,
                                            Jid.SERVICE,
                                            jid.get().qualified(),
                                            ConversationKind.GROUP,
                                            null,
                                            null,
                                            creator.get().qualified(),
                                            null));
        }
    }
}
