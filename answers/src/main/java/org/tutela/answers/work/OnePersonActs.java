package org.tutela.answers.work;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tutela.answers.ask.Act;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.NotFound;
import org.tutela.answers.ask.Right;
import org.tutela.casebook.work.Person;
import org.tutela.casebook.work.Persons;
import org.tutela.casebook.work.Suggestions;

/// Answers to suggestions that two accounts are one person's.
public final class OnePersonActs {
    private OnePersonActs() {}

    /// Decides that both accounts are one person: the one that either was decided to be already,
    /// else a new one whose part in the case is unknown.
    ///
    /// @param pair the accounts
    /// @param basis why, in the words that the viewer was shown
    public record Same(Suggestions.Pair pair, String basis) implements Act<Void> {
        @Override
        public Right right() {
            return Right.WRITE;
        }

        @Override
        public String subject() {
            return "account:" + pair.one();
        }

        /// Throws [NotFound] where the viewer has no such suggestion.
        @Override
        public Void perform(Desk desk) throws IOException {
            OnePerson.Suggested suggested = demand(desk, pair);
            if (suggested.person().isPresent()) {
                return null;
            }
            Persons persons = desk.casebook().work().persons();
            String id = personOf(desk, suggested);
            for (String account : List.of(pair.one(), pair.other())) {
                Person now = persons.find(id).orElseThrow();
                String part = "account:" + account;
                if (now.parts().stream().noneMatch(each -> each.subject().equals(part))) {
                    persons.join(desk.author(), now, part, basis);
                }
            }
            if (suggested.said().isPresent()) {
                desk.casebook().work().suggestions().takeBack(desk.author(), pair);
            }
            return null;
        }

        private String personOf(Desk desk, OnePerson.Suggested suggested) throws IOException {
            for (String account : List.of(pair.one(), pair.other())) {
                Optional<Person> known = known(desk, account);
                if (known.isPresent()) {
                    return known.get().id();
                }
            }
            return desk.casebook()
                    .work()
                    .persons()
                    .decide(
                            desk.author(),
                            new Persons.Word(Person.Kind.UNKNOWN, name(suggested), basis));
        }

        private static String name(OnePerson.Suggested suggested) {
            String name = suggested.oneName();
            return name.substring(0, Math.min(name.length(), Persons.LONGEST_NAME));
        }

        private static Optional<Person> known(Desk desk, String account) throws IOException {
            for (Person person : desk.casebook().work().persons().listOf("account:" + account)) {
                if (Shown.of(desk, person).isPresent()) {
                    return Optional.of(person);
                }
            }
            return Optional.empty();
        }
    }

    /// Answers that the accounts are not one person's, or leaves it open.
    ///
    /// @param pair the accounts
    /// @param word the answer
    public record Other(Suggestions.Pair pair, Suggestions.Word word) implements Act<Void> {
        @Override
        public Right right() {
            return Right.WRITE;
        }

        @Override
        public String subject() {
            return "account:" + pair.one();
        }

        /// Throws [NotFound] where the viewer has no such suggestion.
        @Override
        public Void perform(Desk desk) throws IOException {
            demand(desk, pair);
            desk.casebook().work().suggestions().answer(desk.author(), pair, word);
            return null;
        }
    }

    /// Takes an answer back, whichever it was. A person that was these two accounts and nothing
    /// else goes with it.
    ///
    /// @param pair the accounts
    public record TakeBack(Suggestions.Pair pair) implements Act<Void> {
        @Override
        public Right right() {
            return Right.WRITE;
        }

        @Override
        public String subject() {
            return "account:" + pair.one();
        }

        /// Throws [NotFound] where the viewer has no such suggestion.
        @Override
        public Void perform(Desk desk) throws IOException {
            OnePerson.Suggested suggested = demand(desk, pair);
            Persons persons = desk.casebook().work().persons();
            Optional<Person> person = suggested.person();
            if (person.isPresent()) {
                if (person.get().parts().size() == 2) {
                    persons.takeBack(desk.author(), person.get().id());
                } else {
                    persons.separate(desk.author(), person.get().id(), "account:" + pair.other());
                }
            } else if (suggested.said().isPresent()) {
                desk.casebook().work().suggestions().takeBack(desk.author(), pair);
            }
            return null;
        }
    }

    private static OnePerson.Suggested demand(Desk desk, Suggestions.Pair pair) throws IOException {
        return new OnePerson(Set.of(pair.one()))
                .answer(desk).stream()
                        .filter(each -> each.pair().equals(pair))
                        .findFirst()
                        .orElseThrow(() -> new NotFound("suggestion " + pair));
    }
}
