package org.tutela.casebook;

import java.util.Set;
import java.util.TreeSet;

/// A person with an account in this case.
///
/// @param name sign-in name: lower-case letters, digits, `.`, `-`, 2 to 40 characters
/// @param role what the person may do
/// @param exhibits references of the exhibits the person needs to know; `*` stands for all
/// @param victims whether fields about victims are shown
/// @param disabled whether sign-in is refused
public record User(
        String name, Role role, Set<String> exhibits, boolean victims, boolean disabled) {
    /// Stands for every exhibit of the case.
    public static final String ALL_EXHIBITS = "*";

    /// A copy, sorted; throws [IllegalArgumentException] on a name that is none.
    public User {
        if (!name.matches("[a-z0-9][a-z0-9.-]{1,39}")) {
            throw new IllegalArgumentException(
                    "\""
                            + name
                            + "\" is no user name: 2 to 40 lower-case letters, digits, dots and dashes");
        }
        exhibits = java.util.Collections.unmodifiableSet(new TreeSet<>(exhibits));
    }

    /// Whether the person needs to know an exhibit.
    public boolean knows(String exhibit) {
        return exhibits.contains(ALL_EXHIBITS) || exhibits.contains(exhibit);
    }
}
