package org.tutela.disclose;

import org.tutela.facts.TableFile;

/// A column of a table that leaves.
///
/// @param name its name
/// @param treatment what happens to its values before they leave
/// @param kind what it holds
/// @param meaning for the data dictionary
record Field(String name, Treatment treatment, TableFile.Kind kind, String meaning) {

    static Field keep(String name, String meaning) {
        return new Field(name, Treatment.KEEP, TableFile.Kind.TEXT, meaning);
    }

    static Field number(String name, String meaning) {
        return new Field(name, Treatment.KEEP, TableFile.Kind.NUMBER, meaning);
    }

    static Field flag(String name, String meaning) {
        return new Field(name, Treatment.KEEP, TableFile.Kind.FLAG, meaning);
    }

    static Field time(String name, String meaning) {
        return new Field(name, Treatment.KEEP, TableFile.Kind.TIME, meaning);
    }

    static Field account(String name, String meaning) {
        return new Field(name, Treatment.ACCOUNT, TableFile.Kind.TEXT, meaning);
    }

    static Field text(String name, String meaning) {
        return new Field(name, Treatment.TEXT, TableFile.Kind.TEXT, meaning);
    }

    static Field path(String name, String meaning) {
        return new Field(name, Treatment.PATH, TableFile.Kind.TEXT, meaning);
    }

    static Field place() {
        return new Field(
                "conversation",
                Treatment.PLACE,
                TableFile.Kind.TEXT,
                "id of the conversation, or a pseudonym");
    }

    /// Where a linked row was seen.
    static Field source() {
        return path(
                "source",
                "exhibit and place of the first fact that it rests on, on an exhibit of the"
                        + " country; empty: it rests on exhibits outside this package only");
    }

    static Field linked() {
        return keep(
                "linked", "id of the linked fact, to ask whoever made the package for all sources");
    }
}
