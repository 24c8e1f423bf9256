package org.tutela.link.identity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tutela.link.Group;
import org.tutela.link.Input;
import org.tutela.link.LinkRecorder;
import org.tutela.link.LinkStep;
import org.tutela.link.Lookup;
import org.tutela.link.OwnerBasis;
import org.tutela.link.SortKey;
import org.tutela.link.Tables;
import org.tutela.link.ValueReader;
import org.tutela.model.Account;
import org.tutela.model.AccountTie;
import org.tutela.model.DeviceOwner;
import org.tutela.model.Id;
import org.tutela.model.LinkedFact;

/// Whose device it is: for every installation of a messenger the account that the strongest place
/// names. Other accounts that weaker places name are kept behind it, with a higher `place`.
public final class OwnerStep implements LinkStep {
    /// Ties alone: identities as a whole are made from what this step records.
    private static final Lookup<Map<String, String>> TIES =
            new Lookup<>("ties", List.of(AccountTie.class), OwnerStep::loadTies);

    @Override
    public String name() {
        return "owner";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean asksIdentities() {
        return false;
    }

    @Override
    public List<Lookup<?>> lookups() {
        return List.of(TIES);
    }

    @Override
    public List<Input<?>> inputs() {
        return List.of(
                Input.of(
                                Account.class,
                                (account, identities, out) -> {
                                    if (account.owner()) {
                                        out.add(
                                                SortKey.of(
                                                                account.seen().source().toString(),
                                                                account.seen().item().toString(),
                                                                account.service())
                                                        .by(
                                                                SortKey.number(
                                                                        OwnerBasis.strength(
                                                                                account.basis())),
                                                                account.account()),
                                                value ->
                                                        value.text(account.account())
                                                                .text(account.basis()));
                                    }
                                })
                        .reading("service", "account", "owner", "basis"));
    }

    @Override
    public List<Class<? extends LinkedFact>> outputs() {
        return List.of(DeviceOwner.class);
    }

    @Override
    public void link(Group group, LinkRecorder out) throws IOException {
        Map<String, Stated> stated = new LinkedHashMap<>();
        Map<String, String> ties = group.lookup(TIES);
        while (group.next()) {
            ValueReader value = group.value();
            String alias = value.text();
            String basis = value.text();
            stated.computeIfAbsent(
                            ties.getOrDefault(alias, alias),
                            account -> new Stated(basis, new ArrayList<>()))
                    .facts()
                    .add(group.fact());
        }
        long place = 1;
        for (var each : stated.entrySet()) {
            out.record(
                    new DeviceOwner(
                            out.made(
                                    "device_owner",
                                    group.key(0),
                                    group.key(1),
                                    group.key(2),
                                    each.getKey()),
                            Id.parse(group.key(0)),
                            Id.parse(group.key(1)),
                            group.key(2),
                            each.getKey(),
                            each.getValue().basis(),
                            place++),
                    each.getValue().facts());
        }
    }

    private static Map<String, String> loadTies(Tables tables) throws IOException {
        Map<String, String> ties = new java.util.HashMap<>();
        for (Tables.Part<AccountTie> part : tables.parts(AccountTie.class)) {
            part.read(tie -> ties.put(tie.alias(), tie.account()));
        }
        return ties;
    }

    private record Stated(String basis, List<Id> facts) {}
}
