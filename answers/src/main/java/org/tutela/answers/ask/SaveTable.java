package org.tutela.answers.ask;

import java.io.IOException;

/// A table that somebody saves as a file: written down before the file leaves the house.
///
/// @param name name of the table, such as `groups`
/// @param right what the page of the table needs
public record SaveTable(String name, Right right) implements Act<Boolean> {

    @Override
    public String subject() {
        return "table:" + name;
    }

    /// Always true.
    @Override
    public Boolean perform(Desk desk) throws IOException {
        desk.casebook().journal().append(desk.author().deed("SAVED_AS_TABLE", subject(), "{}"));
        return true;
    }
}
