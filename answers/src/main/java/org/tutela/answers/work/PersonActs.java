package org.tutela.answers.work;

import java.io.IOException;
import org.tutela.answers.ask.Act;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.NotFound;
import org.tutela.answers.ask.Right;
import org.tutela.casebook.work.Person;
import org.tutela.casebook.work.Persons;

/// Decisions about who is who.
public final class PersonActs {
    private PersonActs() {}

    /// Decides that there is a person, or decides anew about one; gives the id.
    ///
    /// @param id of the person; empty: a new one
    /// @param word what is decided
    public record Decide(String id, Persons.Word word) implements Act<String> {
        @Override
        public Right right() {
            return Right.WRITE;
        }

        @Override
        public String subject() {
            return id.isEmpty() ? "persons" : Persons.subject(id);
        }

        /// Throws [NotFound] where the viewer has no such person, [IllegalArgumentException] with a
        /// sentence where a text is empty or too long.
        @Override
        public String perform(Desk desk) throws IOException {
            Persons persons = desk.casebook().work().persons();
            if (id.isEmpty()) {
                return persons.decide(desk.author(), word);
            }
            PersonDetail.get(desk, id);
            persons.decide(desk.author(), id, word);
            return id;
        }
    }

    /// Decides that an account or document is a person's.
    ///
    /// @param id of the person
    /// @param part `account:…` or `document:…`
    /// @param basis why
    public record Join(String id, String part, String basis) implements Act<Void> {
        @Override
        public Right right() {
            return Right.WRITE;
        }

        @Override
        public String subject() {
            return Persons.subject(id);
        }

        /// Throws [NotFound] where the viewer has no such person, account or document,
        /// [IllegalArgumentException] with a sentence where the basis is empty.
        @Override
        public Void perform(Desk desk) throws IOException {
            if (!part.startsWith("account:") && !part.startsWith("document:")) {
                throw new NotFound(part);
            }
            Subjects.demand(desk, part);
            PersonDetail.get(desk, id);
            Person whole = desk.casebook().work().persons().find(id).orElseThrow();
            desk.casebook().work().persons().join(desk.author(), whole, part, basis);
            return null;
        }
    }

    /// Takes back that an account or document is a person's, or the person as a whole.
    ///
    /// @param id of the person
    /// @param part the account or document; empty: the person
    public record TakeBack(String id, String part) implements Act<Void> {
        @Override
        public Right right() {
            return Right.WRITE;
        }

        @Override
        public String subject() {
            return Persons.subject(id);
        }

        /// Throws [NotFound] where the viewer has no such person.
        @Override
        public Void perform(Desk desk) throws IOException {
            PersonDetail.get(desk, id);
            if (part.isEmpty()) {
                desk.casebook().work().persons().takeBack(desk.author(), id);
            } else {
                desk.casebook().work().persons().separate(desk.author(), id, part);
            }
            return null;
        }
    }
}
