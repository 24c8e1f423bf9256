package org.tutela.disclose;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.CaseQuery;
import org.tutela.casebook.work.Person;

/// Where a case is read from, what of it leaves, and what is replaced before.
///
/// @param query the facts
/// @param scope what is in
/// @param redactor replaces who is outside
/// @param persons who is who, as people decided
record Leaving(CaseQuery query, Scope scope, Redactor redactor, List<Person> persons) {

    Leaving {
        persons = List.copyOf(persons);
    }

    /// Gives every row of a table as it leaves.
    void read(PackageTable table, Rows rows) throws IOException {
        if (table.name().equals("persons")) {
            for (Person person : persons) {
                for (Person.Part part : person.parts()) {
                    decided(table, new Identity(person, part), rows);
                }
            }
        }
        table.read(query, scope, redactor, rows);
    }

    /// That an account is a person's.
    private record Identity(Person person, Person.Part part) {
        String account() {
            return part.subject().substring("account:".length());
        }
    }

    /// A decision about an account of the country; of a victim to whom the addressee is not
    /// entitled only that there is one.
    private void decided(PackageTable table, Identity identity, Rows rows) throws IOException {
        if (!identity.part().subject().startsWith("account:")) {
            return;
        }
        boolean named = scope.accounts().contains(identity.account());
        if (!named && !scope.victims().contains(identity.account())) {
            return;
        }
        List<@Nullable Object> row = new ArrayList<>();
        row.add(named ? identity.person().name() : null);
        row.add(identity.account());
        row.add(identity.person().kind().name().toLowerCase(Locale.ROOT));
        row.add("decided");
        row.add(named ? identity.part().basis() : null);
        row.add(null);
        row.add(null);
        rows.row(table.treat(redactor, row));
    }

    /// Gives rows of a statement over what is in, untreated.
    void readRaw(String select, Rows rows) throws IOException {
        Rows.read(query, scope.sql(select), rows);
    }
}
