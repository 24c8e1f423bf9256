package org.tutela.answers.work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.Names;
import org.tutela.answers.ask.Question;
import org.tutela.answers.ask.Right;
import org.tutela.answers.ask.Row;
import org.tutela.casebook.work.Person;
import org.tutela.casebook.work.Suggestions;

/// Which accounts may be one person's, as the link steps suggest, and what people answered. No
/// count rests on a suggestion. Asked together with the question about an account or a network, and
/// journalled by that one.
///
/// @param accounts suggestions that concern one of these; empty: all
public record OnePerson(Set<String> accounts) implements Question<List<OnePerson.Suggested>> {
    /// The most that is shown.
    public static final int MOST = 20;

    /// Of one suggested person so many accounts are paired, those asked for first: evidence may
    /// chain any number together, and nobody answers more.
    private static final int ACCOUNTS_OF_A_PERSON = 100;

    /// The ids of accounts hold no line feed.
    private static final String BETWEEN = "\n";

    private static final String PAIRS =
            """
            WITH near AS (
                SELECT *, (? OR account IN (SELECT unnest(string_split(?, chr(10))))) AS asked FROM {person_candidate}
                QUALIFY row_number() OVER (PARTITION BY person, basis ORDER BY asked DESC, account) <= %d)
            SELECT p.account AS one, q.account AS other, min(p.strength) AS strength,
                string_agg(DISTINCT p.basis, ' ' ORDER BY p.basis) AS bases, min(p.linked) AS linked,
                any_value(%s) AS one_name, any_value(%s) AS other_name
            FROM near p JOIN near q ON p.person = q.person AND p.basis = q.basis AND p.account < q.account
            LEFT JOIN {linked_account} a ON a.account = p.account
            LEFT JOIN {linked_account} b ON b.account = q.account
            WHERE p.asked OR q.asked
            GROUP BY p.account, q.account ORDER BY strength, one, other LIMIT %d
            """
                    .formatted(
                            ACCOUNTS_OF_A_PERSON,
                            Names.of("a", "p.account"),
                            Names.of("b", "q.account"),
                            MOST);

    /// A suggestion.
    ///
    /// @param pair the two accounts
    /// @param oneName what the first is called
    /// @param otherName what the other is called
    /// @param strength how sure, as in the table `person_candidate`
    /// @param bases what it rests on, as there
    /// @param linked id of the linked row that says so
    /// @param person the person that both were decided to be; empty where there is none
    /// @param said another answer; empty where there is none
    public record Suggested(
            Suggestions.Pair pair,
            String oneName,
            String otherName,
            String strength,
            List<String> bases,
            String linked,
            Optional<Person> person,
            Optional<Suggestions.Said> said) {
        /// What the accounts are called, in words that differ.
        public List<String> names() {
            return oneName.equals(otherName)
                    ? List.of(pair.one(), pair.other())
                    : List.of(oneName, otherName);
        }

        /// Whether nobody has answered.
        public boolean open() {
            return person.isEmpty() && said.isEmpty();
        }
    }

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return "";
    }

    @Override
    public boolean needsTask() {
        return true;
    }

    @Override
    public List<Suggested> answer(Desk desk) throws IOException {
        String among = String.join(BETWEEN, accounts);
        List<Suggested> all = new ArrayList<>();
        for (Row row : desk.rows(PAIRS, accounts.isEmpty(), among)) {
            Suggestions.Pair pair = Suggestions.Pair.of(row.text("one"), row.text("other"));
            all.add(
                    new Suggested(
                            pair,
                            row.text("one_name"),
                            row.text("other_name"),
                            row.text("strength"),
                            List.of(row.text("bases").split(" ")),
                            row.text("linked"),
                            person(desk, pair),
                            desk.casebook().work().suggestions().find(pair)));
        }
        return all;
    }

    /// The person that both accounts were decided to be, where the viewer may know it.
    static Optional<Person> person(Desk desk, Suggestions.Pair pair) throws IOException {
        for (Person person : desk.casebook().work().persons().listOf("account:" + pair.one())) {
            if (has(person, pair.other()) && Shown.of(desk, person).isPresent()) {
                return Optional.of(person);
            }
        }
        return Optional.empty();
    }

    private static boolean has(Person person, String account) {
        return person.parts().stream()
                .anyMatch(part -> part.subject().equals("account:" + account));
    }
}
