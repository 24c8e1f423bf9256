package org.tutela.link.person;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tutela.link.Group;
import org.tutela.link.Input;
import org.tutela.link.LinkRecorder;
import org.tutela.link.LinkStep;
import org.tutela.link.SortKey;
import org.tutela.link.ValueReader;
import org.tutela.model.Contact;
import org.tutela.model.Id;
import org.tutela.model.LinkedFact;
import org.tutela.model.PersonCandidate;
import org.tutela.model.Succession;

/// Accounts that may be one person. `STRONG`: an account went on under another number. `WEAK`: at
/// least two devices have two accounts or more under one and the same contact name. Never a merge.
public final class PersonCandidateStep implements LinkStep {
    /// A name that more accounts bear is a word, not a person.
    private static final int ACCOUNTS_OF_A_NAME = 8;

    private static final int SUCCESSION = 0;

    @Override
    public String name() {
        return "person-candidate";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Input<?>> inputs() {
        return List.of(
                Input.of(
                        Succession.class,
                        (row, identities, out) ->
                                out.add(
                                        SortKey.of("succession", row.service())
                                                .by(row.account(), row.successor()),
                                        value ->
                                                value.text(row.account())
                                                        .text(row.successor())
                                                        .id(row.grounds()))),
                Input.of(
                                Contact.class,
                                (row, identities, out) -> {
                                    String name = row.displayName();
                                    if (name != null && !fold(name).isEmpty()) {
                                        out.add(
                                                SortKey.of("name", fold(name))
                                                        .by(row.seen().source().toString()),
                                                value ->
                                                        value.text(
                                                                        identities.account(
                                                                                row.account()))
                                                                .id(row.seen().source())
                                                                .text(name));
                                    }
                                })
                        .reading("account", "display_name"));
    }

    @Override
    public List<Class<? extends LinkedFact>> outputs() {
        return List.of(PersonCandidate.class);
    }

    @Override
    public void link(Group group, LinkRecorder out) throws IOException {
        if (group.key(0).equals("succession")) {
            linkSuccessions(group, out);
        } else {
            linkName(group, out);
        }
    }

    private static void linkSuccessions(Group group, LinkRecorder out) throws IOException {
        Map<String, String> firsts = new TreeMap<>();
        Map<String, Set<Id>> facts = new TreeMap<>();
        while (group.next()) {
            if (group.input() != SUCCESSION) {
                continue;
            }
            ValueReader value = group.value();
            String account = value.text();
            String successor = value.text();
            Id fact = value.id();
            for (String each : List.of(account, successor)) {
                facts.computeIfAbsent(each, key -> new TreeSet<>()).add(fact);
            }
            String one = first(firsts, account);
            String other = first(firsts, successor);
            firsts.put(
                    one.compareTo(other) <= 0 ? other : one,
                    one.compareTo(other) <= 0 ? one : other);
        }
        for (var each : facts.entrySet()) {
            out.record(
                    new PersonCandidate(
                            out.made("person_candidate", "NUMBER_CHANGE", each.getKey()),
                            first(firsts, each.getKey()),
                            each.getKey(),
                            "NUMBER_CHANGE",
                            "STRONG"),
                    each.getValue());
        }
    }

    /// The smallest account of a chain of successions.
    private static String first(Map<String, String> firsts, String account) {
        String at = account;
        while (!firsts.getOrDefault(at, at).equals(at)) {
            at = firsts.getOrDefault(at, at);
        }
        return at;
    }

    private static void linkName(Group group, LinkRecorder out) throws IOException {
        Map<String, List<Id>> accounts = new TreeMap<>();
        Set<Id> sources = new TreeSet<>();
        String name = "";
        while (group.next()) {
            ValueReader value = group.value();
            String account = value.text();
            sources.add(value.id());
            name = name.isEmpty() ? value.text() : name;
            if (accounts.size() <= ACCOUNTS_OF_A_NAME || accounts.containsKey(account)) {
                accounts.computeIfAbsent(account, key -> new ArrayList<>()).add(group.fact());
            }
        }
        if (accounts.size() < 2 || accounts.size() > ACCOUNTS_OF_A_NAME || sources.size() < 2) {
            return;
        }
        for (var each : accounts.entrySet()) {
            out.record(
                    new PersonCandidate(
                            out.made(
                                    "person_candidate",
                                    "CONTACT_NAME",
                                    group.key(1),
                                    each.getKey()),
                            name,
                            each.getKey(),
                            "CONTACT_NAME",
                            "WEAK"),
                    each.getValue());
        }
    }

    /// A name for comparing: without differences of form, case and spacing.
    private static String fold(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip()
                .replaceAll("\\s+", " ");
    }
}
