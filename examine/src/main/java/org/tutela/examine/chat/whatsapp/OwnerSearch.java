package org.tutela.examine.chat.whatsapp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.examine.Companions;
import org.tutela.examine.Companions.Companion;
import org.tutela.examine.chat.Select;
import org.tutela.examine.chat.SharedPreferences;
import org.tutela.model.Account;
import org.tutela.model.AccountEdge;
import org.tutela.model.Address;
import org.tutela.model.EdgeKind;
import org.tutela.model.FoundIn;

/// Finds out whose device it is. Every place that says so is stated with its basis; the surest one
/// decides. A less sure one that says something else is stated too, but not as the owner.
final class OwnerSearch {

    /// Settings files, the surest first.
    private static final List<String> SETTINGS =
            List.of(
                    "com.whatsapp_preferences_light.xml",
                    "com.whatsapp_preferences.xml",
                    "com.whatsapp.w4b_preferences_light.xml",
                    "com.whatsapp.w4b_preferences.xml",
                    "registration.RegisterPhone.xml",
                    "startup_prefs.xml");

    private static final String REGISTRATION = "com.whatsapp.registration.RegisterPhone.";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{7,15}");
    private static final int MAX_ME_FILE = 4096;
    private static final int MAX_SENDERS = 10_000;

    private final Msgstore store;
    private final List<Claim> claims = new ArrayList<>();
    private @Nullable String pushName;

    /// One place that says who the owner is.
    private record Claim(Jid jid, String basis, Address place) {}

    OwnerSearch(Msgstore store) {
        this.store = store;
    }

    /// Finds the owner and states every place that says so.
    void run() throws IOException {
        readSettings();
        readAuthorDevices();
        readMeFile();
        readSenders();
        readOwnServers();
        decide();
        for (Claim claim : claims) {
            state(claim);
        }
    }

    private void readSettings() throws IOException {
        Companions companions = store.item().companions();
        for (String name : SETTINGS) {
            Optional<Companion> found = companions.find("../shared_prefs/" + name);
            if (found.isPresent()) {
                Address place = found.get().address();
                store.out().input(place);
                try (ByteSource bytes = companions.open(found.get())) {
                    readSettings(SharedPreferences.read(bytes), place);
                } catch (EvidenceException flaw) {
                    store.out().problem(place, flaw);
                }
            }
        }
    }

    private void readSettings(SharedPreferences settings, Address place) {
        settings.find("push_name").ifPresent(name -> pushName = pushName == null ? name : pushName);
        settings.find("registration_jid")
                .ifPresent(value -> claim(value, Jid.PHONE, "settings:registration_jid", place));
        Optional<String> code = settings.find("cc");
        Optional<String> number = settings.find("ph");
        if (code.isPresent() && number.isPresent()) {
            claim(code.get() + number.get(), Jid.PHONE, "settings:cc+ph", place);
        }
        Optional<String> formCode = settings.find(REGISTRATION + "country_code");
        Optional<String> formNumber = settings.find(REGISTRATION + "phone_number");
        if (formCode.isPresent() && formNumber.isPresent()) {
            claim(formCode.get() + formNumber.get(), Jid.PHONE, "settings:RegisterPhone", place);
        }
        settings.find("self_lid")
                .ifPresent(value -> claim(value, Jid.LID, "settings:self_lid", place));
    }

    /// A claim by text: a whole address, or the digits of one.
    private void claim(String value, String server, String basis, Address place) {
        String digits = value.startsWith("+") ? value.substring(1) : value;
        Optional<Jid> jid =
                value.contains("@")
                        ? Jid.parse(value)
                        : Jid.isDigits(digits)
                                ? Optional.of(new Jid(digits, server))
                                : Optional.empty();
        jid.filter(Jid::isAccount).ifPresent(found -> claims.add(new Claim(found, basis, place)));
    }

    /// The device that wrote a message sent from here is a device of the owner.
    private void readAuthorDevices() throws IOException {
        Map<Jid, Tally> tallies = new LinkedHashMap<>();
        store.database()
                .read(
                        Select.from("message_details", "author_device_jid")
                                .lookup("message", "message_row_id", "from_me"),
                        row -> {
                            if (row.numberOr0("message.from_me") == 1) {
                                count(tallies, row.number("author_device_jid"), row.id());
                            }
                        });
        claimMost(tallies, "message_details.author_device_jid", "message_details");
    }

    /// `files/me` is a Java-serialised object that holds the number as text; the digits are looked
    /// for, nothing is deserialised.
    private void readMeFile() throws IOException {
        Companions companions = store.item().companions();
        Optional<Companion> found = companions.find("../files/me");
        if (found.isEmpty()) {
            return;
        }
        store.out().input(found.get().address());
        try (ByteSource bytes = companions.open(found.get())) {
            byte[] head = bytes.readBytes(0, MAX_ME_FILE);
            Matcher matcher = NUMBER.matcher(new String(head, StandardCharsets.ISO_8859_1));
            String longest = "";
            while (matcher.find()) {
                longest = matcher.group().length() > longest.length() ? matcher.group() : longest;
            }
            if (!longest.isEmpty()) {
                claims.add(new Claim(Jid.ofPhone(longest), "files/me", found.get().address()));
            }
        } catch (EvidenceException flaw) {
            store.out().problem(found.get().address(), flaw);
        }
    }

    /// Rows sent from here that name a sender; not system events, whose sender is who acted. The
    /// only target of an event by which the owner joined is the owner, too.
    private void readSenders() throws IOException {
        if (!claims.isEmpty()) {
            return;
        }
        Map<Jid, Tally> senders = new LinkedHashMap<>();
        store.database()
                .read(
                        Select.from("message", "from_me", "sender_jid_row_id", "message_type"),
                        row -> {
                            if (row.numberOr0("from_me") == 1
                                    && row.numberOr0("message_type") != Codes.TYPE_SYSTEM) {
                                count(senders, row.number("sender_jid_row_id"), row.id());
                            }
                        });
        claimMost(senders, "message.sender_jid_row_id", "message");
        Map<Long, Long> targets = new LinkedHashMap<>();
        store.database()
                .read(
                        Select.from(
                                        "message_system_chat_participant",
                                        "message_row_id",
                                        "user_jid_row_id")
                                .lookup("message_system_group", "message_row_id", "is_me_joined"),
                        row -> {
                            if (row.numberOr0("message_system_group.is_me_joined") == 1
                                    && targets.size() < MAX_SENDERS) {
                                targets.merge(
                                        row.numberOr0("message_row_id"),
                                        row.numberOr0("user_jid_row_id"),
                                        (one, other) -> 0L);
                            }
                        });
        Map<Jid, Tally> joined = new LinkedHashMap<>();
        for (Map.Entry<Long, Long> target : targets.entrySet()) {
            count(joined, target.getValue(), target.getKey());
        }
        claimMost(joined, "message_system_group.is_me_joined", "message");
    }

    /// The messenger keeps the owner's own status and account under servers of their own.
    private void readOwnServers() throws IOException {
        store.database()
                .read(
                        Select.from("jid", "user", "server"),
                        row -> {
                            String user = row.text("user");
                            String server = row.text("server");
                            boolean phone = "status_me".equals(server);
                            if (user != null
                                    && (phone || "lid_me".equals(server))
                                    && Jid.isDigits(user)) {
                                claims.add(
                                        new Claim(
                                                new Jid(user, phone ? Jid.PHONE : Jid.LID),
                                                "jid.server",
                                                store.row("jid", row.id())));
                            }
                        });
    }

    /// How often an address was seen, and first in which row.
    private record Tally(long count, long firstRow) {}

    private void count(Map<Jid, Tally> tallies, @Nullable Long jidRow, long row)
            throws IOException {
        Jid jid = store.jid(jidRow);
        if (jid != null
                && jid.isAccount()
                && (tallies.size() < MAX_SENDERS || tallies.containsKey(jid))) {
            tallies.merge(
                    jid,
                    new Tally(1, row),
                    (old, one) -> new Tally(old.count() + 1, old.firstRow()));
        }
    }

    /// Claims the most frequent address of each server.
    private void claimMost(Map<Jid, Tally> tallies, String basis, String table) {
        Map<String, Jid> most = new LinkedHashMap<>();
        for (Map.Entry<Jid, Tally> tally : tallies.entrySet()) {
            most.merge(
                    tally.getKey().server(),
                    tally.getKey(),
                    (one, other) ->
                            tallies.getOrDefault(other, tally.getValue()).count()
                                            > tallies.getOrDefault(one, tally.getValue()).count()
                                    ? other
                                    : one);
        }
        for (Jid jid : most.values()) {
            Tally tally = tallies.get(jid);
            if (tally != null) {
                Address place = store.row(table, tally.firstRow());
                claims.add(new Claim(jid, basis, place));
            }
        }
    }

    /// The first claim of each server decides.
    private void decide() {
        Map<String, Jid> decided = new LinkedHashMap<>();
        for (Claim claim : claims) {
            decided.putIfAbsent(claim.jid().server(), claim.jid());
        }
        decided.values().forEach(store.owner()::add);
    }

    private void state(Claim claim) throws IOException {
        Jid jid = claim.jid();
        boolean owner = store.owner().is(jid);
        store.out()
                .record(
                        Account.TABLE,
                        claim.place(),
                        seen ->
                                new Account(
                                        seen,
                                        Jid.SERVICE,
                                        jid.qualified(),
                                        jid.handle(),
                                        owner ? pushName : null,
                                        owner,
                                        claim.basis()));
        store.text(claim.place(), FoundIn.NAME, owner ? pushName : null);
        Jid main = store.owner().main();
        if (claim.basis().equals("settings:self_lid") && main != null && main.isPhone() && owner) {
            store.out()
                    .record(
                            AccountEdge.TABLE,
                            claim.place(),
                            seen ->
                                    new AccountEdge(
                                            seen,
                                            Jid.SERVICE,
                                            jid.qualified(),
                                            main.qualified(),
                                            EdgeKind.LID_MAP,
                                            null));
        }
    }
}
