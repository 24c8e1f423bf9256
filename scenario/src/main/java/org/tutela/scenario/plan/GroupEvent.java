package org.tutela.scenario.plan;

import java.util.List;

/// Something that happened in a group.
///
/// @param group conversation
/// @param at milliseconds since 1970 UTC
/// @param what what happened
/// @param actor account that did it
/// @param targets accounts it was done to; the actor itself where it joined or left
public record GroupEvent(int group, long at, What what, int actor, List<Integer> targets) {
    /// A copy of the targets.
    public GroupEvent {
        targets = List.copyOf(targets);
    }

    /// What happened.
    public enum What {
        /// The group was created.
        CREATED,
        /// The group got its last name.
        RENAMED,
        /// Targets were added.
        ADDED,
        /// The actor joined by link.
        JOINED_BY_LINK,
        /// The actor left.
        LEFT,
        /// Targets were removed.
        REMOVED,
        /// Targets became administrators.
        PROMOTED;

        /// Whether an interval of membership begins.
        public boolean begins() {
            return this == CREATED || this == ADDED || this == JOINED_BY_LINK;
        }

        /// Whether an interval of membership ends.
        public boolean ends() {
            return this == LEFT || this == REMOVED;
        }
    }
}
