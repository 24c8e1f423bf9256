package org.tutela.casebook;

/// Something that a person did, before it is in the journal.
///
/// @param who user name; `system` for what the house does by itself, such as the first start
/// @param what kind of deed, such as `SIGNED_IN`, `LOOKED_AT`, `GRADED`, `PACKAGE_SEALED`
/// @param subject what or whom it concerns: the unit of erasure of the payload, such as
///   `content:<sha256>`, `person:<id>`, `case`
/// @param task the task it was done for; empty where there is none
/// @param from the address of the machine it was done from; empty on the command line
/// @param payload the details, JSON; sealed under the subject's key
public record Deed(
        String who, String what, String subject, String task, String from, String payload) {

    /// The subject of deeds about a content, given its SHA-256 in hex.
    public static String contentSubject(String sha256) {
        return "content:" + sha256;
    }

    /// A deed about the case as a whole, done on the command line.
    public static Deed ofCase(String who, String what, String payload) {
        return new Deed(who, what, "case", "", "", payload);
    }
}
