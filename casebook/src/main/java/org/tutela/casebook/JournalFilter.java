package org.tutela.casebook;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which entries of the journal are asked for. What is empty or null does not narrow.
///
/// @param who user name
/// @param kinds kinds of deeds
/// @param subject how the subject begins
/// @param from not before
/// @param until before
public record JournalFilter(
        String who,
        Set<String> kinds,
        String subject,
        @Nullable Instant from,
        @Nullable Instant until) {
    /// Every entry.
    public static final JournalFilter ALL = new JournalFilter("", Set.of(), "", null, null);

    /// A copy, sorted.
    public JournalFilter {
        kinds = Collections.unmodifiableSet(new TreeSet<>(kinds));
    }

    /// Entries of these kinds.
    public static JournalFilter of(Set<String> kinds) {
        return new JournalFilter("", kinds, "", null, null);
    }

    /// The conditions in SQL, each begun by `AND`; their values are added to `values`.
    String sql(List<Object> values) {
        List<String> conditions = new ArrayList<>();
        if (!who.isEmpty()) {
            conditions.add(" AND who = ?");
            values.add(who);
        }
        if (!kinds.isEmpty()) {
            conditions.add(
                    " AND what IN ("
                            + String.join(", ", Collections.nCopies(kinds.size(), "?"))
                            + ")");
            values.addAll(kinds);
        }
        if (!subject.isEmpty()) {
            conditions.add(
                    " AND (subject IN (SELECT name FROM subject_name WHERE substr(subject, 1, length(?)) = ?)"
                            + " OR substr(subject, 1, length(?)) = ?)");
            values.addAll(Collections.nCopies(4, subject));
        }
        Instant first = from;
        if (first != null) {
            conditions.add(" AND at >= ?");
            values.add(ChronoUnit.MICROS.between(Instant.EPOCH, first));
        }
        Instant end = until;
        if (end != null) {
            conditions.add(" AND at < ?");
            values.add(ChronoUnit.MICROS.between(Instant.EPOCH, end));
        }
        return String.join("", conditions);
    }
}
