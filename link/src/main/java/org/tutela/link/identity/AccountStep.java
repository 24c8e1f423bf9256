package org.tutela.link.identity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tutela.link.AccountIds;
import org.tutela.link.Group;
import org.tutela.link.Identities;
import org.tutela.link.Input;
import org.tutela.link.LinkRecorder;
import org.tutela.link.LinkStep;
import org.tutela.link.SortKey;
import org.tutela.link.ValueReader;
import org.tutela.link.ValueWriter;
import org.tutela.model.Account;
import org.tutela.model.AccountAlias;
import org.tutela.model.AccountEdge;
import org.tutela.model.AccountTie;
import org.tutela.model.Call;
import org.tutela.model.Contact;
import org.tutela.model.Conversation;
import org.tutela.model.Id;
import org.tutela.model.LinkedAccount;
import org.tutela.model.LinkedFact;
import org.tutela.model.MembershipEvent;
import org.tutela.model.Message;
import org.tutela.model.Reaction;
import org.tutela.model.Receipt;
import org.tutela.model.Seen;

/// One account, wherever any device names it: as an account, a contact, a sender, a member, a side
/// of a conversation. Counts devices, chooses the name that most devices use, and says in which
/// country its number was issued.
public final class AccountStep implements LinkStep {
    private static final int TIE = 0;
    private static final int ACCOUNT = 1;
    private static final int CONTACT = 2;

    private static final String NUMBER_ISSUED_IN = "NUMBER_ISSUED_IN";

    @Override
    public String name() {
        return "account";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Input<?>> inputs() {
        return List.of(
                Input.of(
                        AccountTie.class,
                        (tie, identities, out) ->
                                out.add(
                                        SortKey.of(tie.account()).by("0", tie.alias()),
                                        value -> value.text(tie.alias()).text(tie.basis()))),
                Input.of(
                                Account.class,
                                (account, identities, out) ->
                                        named(
                                                new Sighting(account.seen(), account.account()),
                                                identities,
                                                out,
                                                account.displayName(),
                                                account.handle()))
                        .reading("account", "display_name", "handle"),
                Input.of(
                                Contact.class,
                                (contact, identities, out) ->
                                        named(
                                                new Sighting(contact.seen(), contact.account()),
                                                identities,
                                                out,
                                                contact.displayName(),
                                                null))
                        .reading("account", "display_name"),
                sighted(Message.class, row -> sightings(row.seen(), row.sender()))
                        .reading("sender"),
                sighted(AccountEdge.class, row -> sightings(row.seen(), row.account(), row.other()))
                        .reading("account", "other"),
                sighted(
                                Conversation.class,
                                row -> sightings(row.seen(), row.creator(), row.partner()))
                        .reading("creator", "partner"),
                sighted(
                                MembershipEvent.class,
                                row -> sightings(row.seen(), row.account(), row.actor()))
                        .reading("account", "actor"),
                sighted(Reaction.class, row -> sightings(row.seen(), row.account()))
                        .reading("account"),
                sighted(Receipt.class, row -> sightings(row.seen(), row.account()))
                        .reading("account"),
                sighted(Call.class, row -> sightings(row.seen(), row.account()))
                        .reading("account"));
    }

    @Override
    public List<Class<? extends LinkedFact>> outputs() {
        return List.of(LinkedAccount.class, AccountAlias.class);
    }

    @Override
    public void link(Group group, LinkRecorder out) throws IOException {
        Picture picture = new Picture();
        while (group.next()) {
            ValueReader value = group.value();
            String alias = value.text();
            if (group.input() == TIE) {
                picture.bases.put(alias, value.text());
                continue;
            }
            Id source = value.id();
            Id fact = value.id();
            picture.sighted(alias, source, fact);
            if (group.input() == ACCOUNT || group.input() == CONTACT) {
                picture.names.add(value.maybeText(), source);
                picture.handles.add(value.maybeText(), source);
            }
        }
        if (!picture.aliases.isEmpty()) {
            record(group.key(0), picture, out);
        }
    }

    private static void record(String account, Picture picture, LinkRecorder out)
            throws IOException {
        String service = AccountIds.service(account);
        String digits = AccountIds.digits(account);
        Optional<String> country = digits.isEmpty() ? Optional.empty() : NumberCountry.find(digits);
        String handle = digits.isEmpty() ? picture.handles.mostSeen() : "+" + digits;
        out.record(
                new LinkedAccount(
                        out.made("linked_account", account),
                        account,
                        service,
                        handle,
                        country.orElse(null),
                        country.isPresent() ? NUMBER_ISSUED_IN : null,
                        picture.firstFacts.size(),
                        picture.names.mostSeen(),
                        picture.aliases.size()),
                picture.firstFacts.values());
        for (var alias : picture.aliases.entrySet()) {
            out.record(
                    new AccountAlias(
                            out.made("account_alias", alias.getKey()),
                            service,
                            alias.getKey(),
                            account,
                            picture.bases.getOrDefault(alias.getKey(), "SELF")),
                    List.of(alias.getValue()));
        }
    }

    private static void named(
            Sighting sighting,
            Identities identities,
            Input.KeyedRows out,
            @Nullable String... nameAndHandle) {
        if (AccountIds.isAccount(sighting.alias)) {
            out.add(
                    sighting.key(identities),
                    value -> sighting.write(value).text(nameAndHandle[0]).text(nameAndHandle[1]));
        }
    }

    private static <F extends org.tutela.model.Fact> Input<F> sighted(
            Class<F> table, java.util.function.Function<F, List<Sighting>> sightings) {
        return Input.folded(
                table,
                (row, identities, out) -> {
                    for (Sighting sighting : sightings.apply(row)) {
                        if (AccountIds.isAccount(sighting.alias)) {
                            out.add(sighting.key(identities), sighting::write);
                        }
                    }
                },
                AccountStep::smallerFact);
    }

    private static List<Sighting> sightings(Seen seen, @Nullable String... aliases) {
        List<Sighting> sightings = new ArrayList<>();
        for (String alias : aliases) {
            if (alias != null) {
                sightings.add(new Sighting(seen, alias));
            }
        }
        return sightings;
    }

    private static void smallerFact(ValueReader one, ValueReader other, ValueWriter out) {
        String alias = one.text();
        Id source = one.id();
        Id fact = one.id();
        other.text();
        other.id();
        Id otherFact = other.id();
        out.text(alias).id(source).id(fact.compareTo(otherFact) <= 0 ? fact : otherFact);
    }

    /// An identifier that a fact names.
    ///
    /// @param seen the head of the fact
    /// @param alias the identifier
    private record Sighting(Seen seen, String alias) {
        SortKey key(Identities identities) {
            return SortKey.of(identities.account(alias)).by("1", alias, seen.source().toString());
        }

        ValueWriter write(ValueWriter value) {
            return value.text(alias).id(seen.source()).id(seen.fact());
        }
    }

    /// What the devices together say of one account.
    private static final class Picture {
        private final Map<String, String> bases = new HashMap<>();
        private final Map<String, Id> aliases = new TreeMap<>();
        private final Map<Id, Id> firstFacts = new TreeMap<>();
        private final Votes names = new Votes();
        private final Votes handles = new Votes();

        void sighted(String alias, Id source, Id fact) {
            aliases.putIfAbsent(alias, fact);
            firstFacts.putIfAbsent(source, fact);
        }
    }

    /// What most devices say; at a tie the smallest text.
    private static final class Votes {
        /// Different texts that are counted; any more are names of a flood, not of a person.
        private static final int LIMIT = 1000;

        private final Map<String, Set<Id>> sources = new TreeMap<>();

        void add(@Nullable String text, Id source) {
            if (text == null
                    || text.isBlank()
                    || (sources.size() == LIMIT && !sources.containsKey(text))) {
                return;
            }
            sources.computeIfAbsent(text, key -> new TreeSet<>()).add(source);
        }

        @Nullable String mostSeen() {
            String best = null;
            int most = 0;
            for (var each : sources.entrySet()) {
                if (each.getValue().size() > most) {
                    most = each.getValue().size();
                    best = each.getKey();
                }
            }
            return best;
        }
    }
}
