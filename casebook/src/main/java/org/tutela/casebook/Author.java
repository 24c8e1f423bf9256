package org.tutela.casebook;

/// Whoever does something, for which task, from where: what every deed of a person has in common.
///
/// @param who user name
/// @param task the task it is done for; empty where there is none
/// @param from the address of the machine; empty on the command line
public record Author(String who, String task, String from) {

    /// Somebody at the command line.
    public static Author ofCommand(String who) {
        return new Author(who, "", "");
    }

    /// A deed of this person.
    public Deed deed(String what, String subject, String payload) {
        return new Deed(who, what, subject, task, from, payload);
    }
}
