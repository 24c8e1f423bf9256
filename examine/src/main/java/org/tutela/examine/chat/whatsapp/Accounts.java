package org.tutela.examine.chat.whatsapp;

import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.examine.chat.ChatDatabase;
import org.tutela.examine.chat.ChatRow;
import org.tutela.examine.chat.Select;
import org.tutela.model.Account;
import org.tutela.model.AccountEdge;
import org.tutela.model.Address;
import org.tutela.model.EdgeKind;
import org.tutela.model.FoundIn;
import org.tutela.model.Timestamp;

/// States accounts, and which of them belong together.
final class Accounts {

    /// Identity keys of `axolotl.db` that are compared with each other.
    private static final int MAX_KEYS = 200_000;

    private static final int KEY_BYTES = 33;

    private final Msgstore store;

    Accounts(Msgstore store) {
        this.store = store;
    }

    /// States edges between opaque and phone accounts; tells the owner's other names.
    void edges() throws IOException {
        store.database()
                .read(
                        Select.from("jid_map", "lid_row_id", "jid_row_id"),
                        row -> {
                            Jid lid = store.jid(row.number("lid_row_id"));
                            Jid phone = store.jid(row.number("jid_row_id"));
                            sameAccount(lid, phone, store.row("jid_map", row.id()));
                        });
        store.database()
                .read(
                        Select.from("chat", "jid_row_id", "account_jid_row_id"),
                        row -> {
                            Jid jid = store.jid(row.number("jid_row_id"));
                            Jid account = store.jid(row.number("account_jid_row_id"));
                            sameAccount(jid, account, store.row("chat", row.id()));
                        });
    }

    /// States accounts of all users in `jid`; devices and groups are not accounts.
    void all() throws IOException {
        Select users =
                Select.from("jid", "user", "server", "raw_string", "device")
                        .satellite("lid_display_name", "lid_row_id", "display_name", "username");
        store.database()
                .read(
                        users,
                        row -> {
                            Optional<Jid> jid =
                                    Jid.of(
                                            row.text("user"),
                                            row.text("server"),
                                            row.text("raw_string"));
                            if (jid.isPresent()
                                    && jid.get().isAccount()
                                    && row.numberOr0("device") == 0) {
                                account(jid.get(), row);
                            }
                        });
    }

    /// States successions: an account that goes on under another number, or another opaque id.
    void successions() throws IOException {
        successions("message_system_number_change", "old_jid_row_id", "new_jid_row_id");
        successions("message_system_lid_change", "old_lid_row_id", "new_lid_row_id");
    }

    /// States accounts that use the same identity key, from `axolotl.db`: the key of the main
    /// device (number 0) under a phone number and under an opaque id is one account.
    void identityKeys() throws IOException {
        Optional<ChatDatabase> found =
                ChatDatabase.openCompanion(
                        store.item(), "axolotl.db", Set.of("identities"), store.out());
        if (found.isEmpty()) {
            return;
        }
        try (ChatDatabase keys = found.get()) {
            Map<String, Jid> firstByKey = new HashMap<>();
            keys.read(
                    Select.from(
                            "identities",
                            "recipient_id",
                            "recipient_type",
                            "device_id",
                            "public_key"),
                    row -> identityKey(row, firstByKey, keys.row("identities", row.id())));
        } catch (EvidenceException flaw) {
            store.out().problem(found.get().address(), flaw);
        }
    }

    private void identityKey(ChatRow row, Map<String, Jid> firstByKey, Address place)
            throws IOException {
        String recipient = row.text("recipient_id");
        byte[] key = row.bytes("public_key");
        if (recipient == null
                || !Jid.isDigits(recipient)
                || key.length != KEY_BYTES
                || row.numberOr0("device_id") != 0) {
            return;
        }
        boolean lid = row.numberOr0("recipient_type") == 1;
        Jid jid = new Jid(recipient, lid ? Jid.LID : Jid.PHONE);
        if (firstByKey.size() >= MAX_KEYS) {
            store.rowProblem(
                    place,
                    new EvidenceException(
                            Flaw.LIMIT_REACHED,
                            "EX-0215",
                            "there are more than "
                                    + MAX_KEYS
                                    + " identity keys; those of this row and later ones are not"
                                    + " compared",
                            -1));
            return;
        }
        Jid first = firstByKey.putIfAbsent(HexFormat.of().formatHex(key), jid);
        if (first != null && !first.equals(jid)) {
            state(new Edge(first, jid, EdgeKind.SAME_IDENTITY_KEY, null), place);
        }
    }

    private void account(Jid jid, ChatRow row) throws IOException {
        Address place = store.row("jid", row.id());
        String name = row.filled("lid_display_name.display_name");
        String username = row.filled("lid_display_name.username");
        boolean owner = store.owner().is(jid);
        store.out()
                .record(
                        Account.TABLE,
                        place,
                        seen ->
                                new Account(
                                        seen,
                                        Jid.SERVICE,
                                        jid.qualified(),
                                        username == null ? jid.handle() : username,
                                        name,
                                        owner,
                                        "jid"));
        store.text(place, FoundIn.NAME, name);
        store.text(place, FoundIn.NAME, username);
    }

    private void successions(String table, String oldColumn, String newColumn) throws IOException {
        store.database()
                .read(
                        Select.from(table, oldColumn, newColumn)
                                .lookup("message", "message_row_id", "timestamp"),
                        row -> {
                            Jid before = store.jid(row.number(oldColumn));
                            Jid after = store.jid(row.number(newColumn));
                            if (before != null
                                    && after != null
                                    && before.isAccount()
                                    && after.isAccount()
                                    && !before.equals(after)) {
                                state(
                                        new Edge(
                                                before,
                                                after,
                                                EdgeKind.NUMBER_CHANGE,
                                                Msgstore.millis(row.number("message.timestamp"))),
                                        store.row(table, row.id()));
                            }
                        });
    }

    private void sameAccount(@Nullable Jid one, @Nullable Jid other, Address place)
            throws IOException {
        if (one == null
                || other == null
                || !one.isAccount()
                || !other.isAccount()
                || one.server().equals(other.server())) {
            return;
        }
        state(new Edge(one, other, EdgeKind.LID_MAP, null), place);
        if (store.owner().is(one) || store.owner().is(other)) {
            store.owner().add(one);
            store.owner().add(other);
        }
    }

    /// Two accounts that belong together.
    private record Edge(Jid one, Jid other, EdgeKind kind, @Nullable Timestamp at) {}

    private void state(Edge edge, Address place) throws IOException {
        store.out()
                .record(
                        AccountEdge.TABLE,
                        place,
                        seen ->
                                new AccountEdge(
                                        seen,
                                        Jid.SERVICE,
                                        edge.one().qualified(),
                                        edge.other().qualified(),
                                        edge.kind(),
                                        edge.at()));
    }
}
