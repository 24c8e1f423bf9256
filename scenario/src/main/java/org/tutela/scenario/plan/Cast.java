package org.tutela.scenario.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tutela.scenario.plan.PlannedAccount.NumberKnown;

/// Who takes part: the first accounts own the phones; the last six are, from the end: the successor
/// of the one before, the one who changes the number, two whose number no phone knows, two whose
/// number one phone knows.
///
/// @param accounts all accounts, by place
/// @param phones how many of the first own phones
record Cast(List<PlannedAccount> accounts, int phones) {
    Cast {
        accounts = List.copyOf(accounts);
    }

    static Cast of(Scale scale, Dice dice) {
        List<PlannedAccount> accounts = new ArrayList<>();
        List<Country> countries = List.of(Country.values());
        Map<Country, Integer> used = new EnumMap<>(Country.class);
        int size = scale.accounts();
        for (int i = 0; i < size; i++) {
            boolean successor = i == size - 1;
            Country country =
                    successor ? accounts.getLast().country() : countries.get(i % scale.countries());
            NumberKnown known =
                    switch (size - i) {
                        case 3, 4 -> NumberKnown.NOWHERE;
                        case 5, 6 -> NumberKnown.ON_ONE_PHONE;
                        default -> NumberKnown.EVERYWHERE;
                    };
            String name = successor ? accounts.getLast().name() : Words.name(i);
            String number =
                    country.number(dice.below(3) + 4 * (used.merge(country, 1, Integer::sum) - 1));
            accounts.add(
                    new PlannedAccount(i, name, country, number, dice.digits(14 + i % 2), known));
        }
        return new Cast(accounts, scale.phones());
    }

    int successor() {
        return accounts.size() - 1;
    }

    int changer() {
        return accounts.size() - 2;
    }

    boolean ownsPhone(int account) {
        return account < phones;
    }

    boolean shy(int account) {
        return accounts.get(account).shy();
    }

    List<Integer> shy() {
        return accounts.stream().filter(PlannedAccount::shy).map(PlannedAccount::index).toList();
    }
}
