package org.tutela.scenario.truth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tutela.scenario.plan.NumberChange;
import org.tutela.scenario.plan.Operation;
import org.tutela.scenario.plan.PhoneView;
import org.tutela.scenario.plan.PlannedAccount;
import org.tutela.scenario.plan.PlannedConversation.Direct;
import org.tutela.scenario.plan.PlannedConversation.Group;
import org.tutela.scenario.plan.PlannedMessage;
import org.tutela.scenario.plan.PlannedMessage.Body;
import org.tutela.scenario.plan.Presence;

/// What linking must find in accounts, conversations, messages, memberships and leads.
final class LinkedTruth {
    private final Operation plan;
    private final List<PhoneView> views;
    private final Memberships memberships;
    private final Map<String, Set<Integer>> holders = new HashMap<>();
    private final Map<Integer, Presence> presence = new HashMap<>();

    LinkedTruth(Operation plan, List<PhoneView> views) {
        this.plan = plan;
        this.views = views;
        this.memberships = new Memberships(plan, views);
        for (PhoneView view : views) {
            presence.put(view.exhibit(), Presence.of(plan.events(), view.owner()));
            for (PlannedMessage message : view.messages()) {
                holders.computeIfAbsent(message.key(), _ -> new TreeSet<>()).add(view.exhibit());
            }
        }
    }

    /// The places of the phones that hold a message; empty where none does.
    private Set<Integer> holders(PlannedMessage message) {
        return holders.getOrDefault(message.key(), Set.of());
    }

    private String reference(PhoneView view) {
        return plan.exhibits().get(view.exhibit()).reference();
    }

    private @Nullable String account(@Nullable Integer index) {
        return index == null ? null : plan.accounts().get(index).account();
    }

    /// One row per phone; ids of sources are not known before there are any.
    Table deviceOwners() {
        Table table = new Table("device_owner", "service", "account");
        views.forEach(v -> table.add("whatsapp", account(v.owner())));
        return table;
    }

    Table accounts() {
        Table table =
                new Table(
                        "linked_account",
                        "account",
                        "service",
                        "country",
                        "country_basis",
                        "devices");
        List<Set<String>> jids = views.stream().map(view -> view.jids(plan)).toList();
        for (PlannedAccount account : plan.accounts()) {
            long devices =
                    jids.stream()
                            .filter(j ->
                                    j.contains(account.lidJid()) || j.contains(account.numberJid()))
                            .count();
            if (devices > 0) {
                String country = account.visibleCountry();
                table.add(
                        account.account(),
                        "whatsapp",
                        country,
                        country == null ? null : "NUMBER_ISSUED_IN",
                        devices);
            }
        }
        return table;
    }

    Table aliases() {
        Table table = new Table("account_alias", "service", "alias", "account");
        for (PhoneView view : views) {
            Set<String> jids = view.jids(plan);
            for (PlannedAccount account : plan.accounts()) {
                for (String jid : List.of(account.numberJid(), account.lidJid())) {
                    if (jids.contains(jid)) {
                        table.add("whatsapp", "whatsapp:" + jid, account.account());
                    }
                }
            }
        }
        return table;
    }

    Table successions() {
        Table table = new Table("succession", "service", "account", "successor", "at", "devices");
        for (NumberChange change : plan.changes()) {
            long devices =
                    views.stream().filter(view -> view.changes(plan).contains(change)).count();
            if (devices > 0) {
                table.add(
                        "whatsapp",
                        account(change.from()),
                        account(change.to()),
                        Table.time(change.at()),
                        devices);
            }
        }
        return table;
    }

    Table conversations() {
        Table table =
                new Table(
                        "linked_conversation",
                        "conversation",
                        "service",
                        "kind",
                        "subject",
                        "first_message",
                        "last_message",
                        "devices",
                        "accounts",
                        "messages");
        for (int i = 0; i < plan.conversations().size(); i++) {
            int conversation = i;
            long devices =
                    views.stream().filter(v -> v.conversations().contains(conversation)).count();
            if (devices == 0) {
                continue;
            }
            List<Long> times = new ArrayList<>();
            Set<Integer> accounts = new TreeSet<>();
            for (PlannedMessage message : plan.messages()) {
                if (message.conversation() == i && !holders(message).isEmpty()) {
                    times.add(message.at());
                    accounts.add(message.sender());
                }
            }
            memberships.rows().stream()
                    .filter(row -> row.group() == conversation)
                    .forEach(row -> accounts.add(row.account()));
            boolean group = plan.conversations().get(i) instanceof Group;
            table.add(
                    plan.conversationId(i),
                    "whatsapp",
                    group ? "GROUP" : "DIRECT",
                    group ? plan.group(i).subject() : null,
                    times.isEmpty() ? null : Table.time(times.getFirst()),
                    times.isEmpty() ? null : Table.time(times.getLast()),
                    devices,
                    accounts.size(),
                    times.size());
        }
        return table;
    }

    Table messages() {
        Table table =
                new Table(
                        "linked_message",
                        "conversation",
                        "message_key",
                        "sender",
                        "sent",
                        "kind",
                        "text",
                        "devices",
                        "observations",
                        "missing_on");
        for (PlannedMessage message : plan.messages()) {
            int held = holders(message).size();
            if (held > 0) {
                table.add(
                        plan.conversationId(message.conversation()),
                        message.key(),
                        account(message.sender()),
                        Table.time(message.at()),
                        kind(message.body()),
                        message.words(),
                        held,
                        held,
                        missingOn(message));
            }
        }
        return table;
    }

    /// The phones whose owner was there at that time and that do not hold the message.
    private @Nullable String missingOn(PlannedMessage message) {
        Set<String> missing = new TreeSet<>();
        for (PhoneView view : views) {
            boolean there =
                    switch (plan.conversations().get(message.conversation())) {
                        case Group group -> present(view).at(group.index(), message.at());
                        case Direct direct -> direct.has(view.owner());
                    };
            if (there && !holders(message).contains(view.exhibit())) {
                missing.add(reference(view));
            }
        }
        return missing.isEmpty() ? null : String.join(" ", missing);
    }

    private Presence present(PhoneView view) {
        return java.util.Objects.requireNonNull(presence.get(view.exhibit()));
    }

    private static String kind(Body body) {
        return switch (body) {
            case Body.Text _ -> "TEXT";
            case Body.Picture _ -> "PICTURE";
            case Body.Document _ -> "DOCUMENT";
            case Body.Place _ -> "LOCATION";
            case Body.ContactCard _ -> "CONTACT";
            case Body.Poll _ -> "POLL";
            case Body.InviteCard _ -> "INVITE";
            case Body.Call _ -> "CALL";
        };
    }

    Table memberships() {
        Table table =
                new Table(
                        "membership",
                        "conversation",
                        "account",
                        "joined",
                        "joined_precision",
                        "left",
                        "left_precision",
                        "how",
                        "actor");
        for (Memberships.Row row : memberships.rows()) {
            table.add(
                    plan.conversationId(row.group()),
                    account(row.account()),
                    Table.time(row.joined()),
                    row.joinedPrecision(),
                    Table.time(row.left()),
                    row.leftPrecision(),
                    row.how(),
                    account(row.actor()));
        }
        return table;
    }

    /// Each place where an invite was posted, with each account that was there, and later joined
    /// the group by link. Which group an invite leads to is known where some phone holds its card.
    Table leads() {
        Table table =
                new Table(
                        "lead",
                        "invite",
                        "found_in",
                        "conversation",
                        "posted_in",
                        "posted_by",
                        "posted_at",
                        "joined_by",
                        "joined_at");
        Map<String, Integer> carded = carded();
        for (PlannedMessage message : plan.messages()) {
            String invite = invite(message);
            if (invite == null || holders(message).isEmpty()) {
                continue;
            }
            Integer target = carded.get(invite);
            Map<Integer, Long> joiners = target == null ? Map.of() : joiners(target, message);
            String conversation = target == null ? null : plan.conversationId(target);
            String postedIn = plan.conversationId(message.conversation());
            String by = account(message.sender());
            String at = Table.time(message.at());
            if (joiners.isEmpty()) {
                table.add(invite, "MESSAGE", conversation, postedIn, by, at, null, null);
            }
            joiners.forEach((joiner, joined) ->
                    table.add(
                            invite,
                            "MESSAGE",
                            conversation,
                            postedIn,
                            by,
                            at,
                            account(joiner),
                            Table.time(joined)));
        }
        for (String invite : documentInvites()) {
            table.add(invite, "TEXT", null, null, null, null, null, null);
        }
        return table;
    }

    private Set<String> documentInvites() {
        Set<String> invites = new HashSet<>();
        plan.documents().stream()
                .flatMap(document -> document.lines().stream())
                .filter(line -> line.contains("chat.whatsapp.com/"))
                .forEach(line -> invites.add("wa-invite:" + line.substring(line.length() - 22)));
        return invites;
    }

    private @Nullable String invite(PlannedMessage message) {
        return switch (message.body()) {
            case Body.Text text -> text.invite();
            case Body.InviteCard card -> "wa-invite:" + plan.group(card.group()).code();
            case Body.Picture _,
                    Body.Document _,
                    Body.Place _,
                    Body.ContactCard _,
                    Body.Poll _,
                    Body.Call _ ->
                    null;
        };
    }

    private Map<String, Integer> carded() {
        Map<String, Integer> carded = new HashMap<>();
        for (PlannedMessage message : plan.messages()) {
            String invite = invite(message);
            if (message.body() instanceof Body.InviteCard card
                    && invite != null
                    && !holders(message).isEmpty()) {
                carded.put(invite, card.group());
            }
        }
        return carded;
    }

    private Map<Integer, Long> joiners(int target, PlannedMessage post) {
        Map<Integer, Long> joiners = new TreeMap<>();
        for (Memberships.Row row : memberships.rows()) {
            Long joined = row.joined();
            if (row.group() == target
                    && row.how().equals("LINK")
                    && joined != null
                    && joined > post.at()
                    && wasThere(row.account(), post)) {
                joiners.merge(row.account(), joined, Math::min);
            }
        }
        return joiners;
    }

    private boolean wasThere(int account, PlannedMessage post) {
        return switch (plan.conversations().get(post.conversation())) {
            case Direct direct -> direct.has(account) && account != post.sender();
            case Group group ->
                    account != post.sender()
                            && memberships.rows().stream()
                                    .anyMatch(row ->
                                            row.group() == group.index()
                                                    && row.account() == account
                                                    && row.covers(post.at()));
        };
    }
}
