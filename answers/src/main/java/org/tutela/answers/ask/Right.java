package org.tutela.answers.ask;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.tutela.casebook.Role;

/// What a question needs. A role holds the rights that stand here and no other.
public enum Right {
    /// To see the frame of the case: its name, and what is one's own.
    ENTER,
    /// To read facts of the exhibits one needs to know.
    READ,
    /// To look at bytes of the evidence in hexadecimal.
    READ_BYTES,
    /// To write notes, tasks, tags, findings and decisions about people.
    WRITE,
    /// To look at unknown pictures under a lease and grade them.
    GRADE,
    /// To choose what leaves the house, and to agree to what another chose.
    DISCLOSE,
    /// To see the totals of everybody's exposure and to end a lease.
    SUPERVISE,
    /// To read the journal.
    READ_JOURNAL,
    /// To see and change accounts.
    KEEP_ACCOUNTS;

    private static final Map<Role, Set<Right>> HELD =
            new EnumMap<>(
                    Map.of(
                            Role.ADMINISTRATOR,
                                    Set.of(ENTER, SUPERVISE, READ_JOURNAL, KEEP_ACCOUNTS),
                            Role.EXAMINER, Set.of(ENTER, READ, READ_BYTES, WRITE, GRADE, DISCLOSE),
                            Role.INVESTIGATOR,
                                    Set.of(ENTER, READ, READ_BYTES, WRITE, GRADE, DISCLOSE),
                            Role.REVIEWER, Set.of(ENTER, READ, WRITE, GRADE),
                            Role.READER, Set.of(ENTER, READ)));

    /// Whether what needs it also needs a task: a reason that stands beside it in the journal.
    public boolean needsTask() {
        return switch (this) {
            case READ, READ_BYTES, WRITE, GRADE, DISCLOSE -> true;
            case ENTER, SUPERVISE, READ_JOURNAL, KEEP_ACCOUNTS -> false;
        };
    }

    /// Whether a role holds it.
    public boolean heldBy(Role role) {
        return HELD.getOrDefault(role, Set.of()).contains(this);
    }
}
