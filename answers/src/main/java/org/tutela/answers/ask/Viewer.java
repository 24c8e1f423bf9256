package org.tutela.answers.ask;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.tutela.casebook.Role;
import org.tutela.casebook.User;

/// Who asks: person, rights, task and place.
///
/// @param user name of the account
/// @param role what the person may do
/// @param exhibits references of the exhibits that the person needs to know; `*` stands for all
/// @param victims whether fields about victims are shown
/// @param task what it is asked for; empty where none was chosen
/// @param from address of the machine it is asked from
public record Viewer(
        String user, Role role, Set<String> exhibits, boolean victims, String task, String from) {
    /// A copy, sorted.
    public Viewer {
        exhibits = Collections.unmodifiableSet(new TreeSet<>(exhibits));
    }

    /// A person of the casebook at work on a task.
    public static Viewer of(User user, String task, String from) {
        return new Viewer(user.name(), user.role(), user.exhibits(), user.victims(), task, from);
    }

    /// Whether the person needs to know an exhibit.
    public boolean knows(String exhibit) {
        return exhibits.contains(User.ALL_EXHIBITS) || exhibits.contains(exhibit);
    }
}
