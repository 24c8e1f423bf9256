package org.tutela.casebook.work;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What work is done for: the reason that stands beside every look and every decision.
///
/// @param title unique in the case; what the journal names
/// @param purpose what is to be found out
/// @param authority the law, warrant or order it rests on
/// @param until the last day on which work may be done for it (UTC); null where there is none
/// @param assigned user name of whoever does it; empty: everybody who may read the case
/// @param state whether work goes on
/// @param madeBy who made it
public record Task(
        String title,
        String purpose,
        String authority,
        @Nullable LocalDate until,
        String assigned,
        State state,
        String madeBy) {

    /// Whether work goes on.
    public enum State {
        /// It may be chosen.
        OPEN,
        /// It is done, and may be opened again.
        DONE
    }

    /// Whether somebody may work for it on a day.
    public boolean openTo(String who, LocalDate day) {
        return state == State.OPEN
                && (assigned.isEmpty() || assigned.equals(who))
                && (until == null || !until.isBefore(day));
    }
}
