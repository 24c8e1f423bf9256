package org.tutela.casebook;

/// What a person may do in a case. Rights are granted, never assumed.
public enum Role {
    /// Keeps accounts and settings; sees no evidence by that alone.
    ADMINISTRATOR,
    /// Registers exhibits, runs examinations, answers for the machine's work.
    EXAMINER,
    /// Works on the case: people, groups, findings, packages.
    INVESTIGATOR,
    /// Grades material under the protection of the gallery.
    REVIEWER,
    /// Reads what is granted, decides nothing.
    READER
}
