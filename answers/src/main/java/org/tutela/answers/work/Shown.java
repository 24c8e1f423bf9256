package org.tutela.answers.work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.Names;
import org.tutela.answers.ask.Row;
import org.tutela.casebook.User;
import org.tutela.casebook.work.Person;

/// A person as far as a viewer needs to know: a victim only to whom victims are shown, an account
/// or document only where the viewer has it, the basis only where nothing is left out.
///
/// @param person the person, cut
/// @param names what each part is called, in the order of the parts
/// @param leftOut how many parts are left out
public record Shown(Person person, List<String> names, long leftOut) {
    /// A copy of the names.
    public Shown {
        names = List.copyOf(names);
    }

    /// The person for the viewer; empty where they need not know of it.
    static Optional<Shown> of(Desk desk, Person person) throws IOException {
        if (person.kind() == Person.Kind.VICTIM && !desk.viewer().victims()) {
            return Optional.empty();
        }
        if (desk.hides(person.name(), person.basis())) {
            return Optional.empty();
        }
        List<Person.Part> parts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Person.Part part : person.parts()) {
            if (!desk.hidesPart(part.subject()) && Subjects.has(desk, part.subject())) {
                parts.add(part);
                names.add(name(desk, part.subject()));
            }
        }
        long leftOut = (long) person.parts().size() - parts.size();
        boolean knows =
                desk.viewer().exhibits().contains(User.ALL_EXHIBITS)
                        || person.who().equals(desk.viewer().user())
                        || !parts.isEmpty();
        if (!knows) {
            return Optional.empty();
        }
        return Optional.of(
                new Shown(
                        new Person(
                                person.id(),
                                person.kind(),
                                person.name(),
                                leftOut == 0 ? person.basis() : "",
                                person.who(),
                                person.at(),
                                parts),
                        names,
                        leftOut));
    }

    private static String name(Desk desk, String subject) throws IOException {
        String key = subject.substring(subject.indexOf(':') + 1);
        List<Row> rows =
                subject.startsWith("account:")
                        ? desk.rows(
                                "SELECT "
                                        + Names.of("a", "a.account")
                                        + " AS name FROM {linked_account} a WHERE account = ? LIMIT 1",
                                key)
                        : desk.rows("SELECT path AS name FROM {item} WHERE item = ? LIMIT 1", key);
        return rows.isEmpty() ? key : rows.getFirst().text("name");
    }
}
