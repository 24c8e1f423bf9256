package org.tutela.link.conversation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tutela.link.conversation.MembershipStep.Atom;
import org.tutela.model.EndPrecision;
import org.tutela.model.Id;
import org.tutela.model.JoinedHow;

/// Makes the intervals of one member from what all devices say, in the order of time.
///
/// - Someone joins: an interval begins, exactly then. Someone is present without having been seen
///   to join: an interval began not later than then.
/// - Someone leaves: the interval ends, exactly then. Someone joins who is a member already: a
///   leave was not seen; the old interval ended not earlier than the last sign of presence.
/// - The same event on another device, some seconds apart, is the same event.
/// - A device that still lists a member at the end of what it holds only says so: when the member
///   joined stays unknown; after a leave that was seen nothing begins, but the list is kept as a
///   conflict.
final class Intervals {
    /// Clocks and deliveries: within this, two devices mean one event.
    static final long SAME_EVENT_MICROS = 5_000_000;

    /// Facts of presence that one interval cites.
    private static final int CITED = 100;

    private final List<Open> done = new ArrayList<>();
    private @Nullable Open open;

    private Intervals() {}

    /// The intervals, in the order of time. `reach`: the last time that each device knows of.
    static List<Interval> of(List<Atom> atoms, Map<String, Long> reach) {
        Intervals intervals = new Intervals();
        List<Atom> timed = new ArrayList<>();
        List<Atom> listed = new ArrayList<>();
        for (Atom atom : atoms) {
            (atom.at() == null ? listed : timed).add(atom);
        }
        timed.sort(
                Comparator.comparing((Atom atom) -> Objects.requireNonNull(atom.at()))
                        .thenComparing(Atom::kind)
                        .thenComparing(Atom::source)
                        .thenComparing(Atom::fact));
        timed.forEach(intervals::take);
        listed.sort(Comparator.comparing(Atom::source).thenComparing(Atom::fact));
        listed.forEach(atom -> intervals.list(atom, reach.get(atom.source())));
        return intervals.all();
    }

    private void take(Atom atom) {
        long at = Objects.requireNonNull(atom.at());
        if (atom.kind().joins()) {
            join(atom, at);
        } else if (atom.kind().leaves()) {
            leave(atom, at);
        } else if (open != null) {
            open.presentAt(at, atom);
        } else if (!done.isEmpty() && at - done.getLast().leftAt() <= SAME_EVENT_MICROS) {
            done.getLast().cite(atom);
        } else {
            open = new Open(at, EndPrecision.NOT_LATER, atom);
        }
    }

    private void join(Atom atom, long at) {
        if (open != null && open.exact && at - open.joinedAt() <= SAME_EVENT_MICROS) {
            open.sameJoin(atom);
            return;
        }
        if (open != null && !open.exact && at - open.joinedAt() <= SAME_EVENT_MICROS) {
            open.startExactly(at, atom);
            return;
        }
        if (open != null) {
            open.leave(open.lastPresent, EndPrecision.NOT_EARLIER);
            close();
        }
        open = new Open(at, EndPrecision.EXACT, atom);
    }

    private void leave(Atom atom, long at) {
        if (open == null && !done.isEmpty()) {
            Open last = done.getLast();
            if (at - last.leftAt() <= SAME_EVENT_MICROS) {
                last.sameLeave(atom);
                return;
            }
        }
        if (open == null) {
            open = new Open(null, EndPrecision.UNKNOWN, atom);
        }
        open.leave(at, EndPrecision.EXACT);
        open.leftKind = atom.kind();
        open.cite(atom);
        close();
    }

    /// Something stated without a time.
    private void list(Atom atom, @Nullable Long reach) {
        Open last = open != null ? open : done.isEmpty() ? null : done.getLast();
        if (atom.kind().leaves()) {
            if (open != null) {
                open.leave(null, EndPrecision.UNKNOWN);
                open.leftKind = atom.kind();
                open.conflict(atom, atom.kind() + "_WITHOUT_TIME");
                open.cite(atom);
            } else if (last == null) {
                open = new Open(null, EndPrecision.UNKNOWN, atom);
                open.conflict(atom, atom.kind() + "_WITHOUT_TIME");
            } else {
                last.cite(atom);
            }
            return;
        }
        if (last == null) {
            open = new Open(null, EndPrecision.UNKNOWN, atom);
            return;
        }
        last.cite(atom);
        if (last != open && reach != null && reach > last.leftAt() + SAME_EVENT_MICROS) {
            last.conflict(atom, "LISTED_AFTER_LEAVING");
        }
    }

    private void close() {
        done.add(Objects.requireNonNull(open));
        open = null;
    }

    private List<Interval> all() {
        if (open != null) {
            close();
        }
        return done.stream().map(Open::toInterval).toList();
    }

    /// An interval as it is made.
    private static final class Open {
        private @Nullable Long joined;
        private EndPrecision joinedPrecision;
        private boolean exact;
        private JoinedHow how = JoinedHow.UNKNOWN;
        private @Nullable String actor;
        private Id grounds;
        private @Nullable Long lastPresent;
        private @Nullable Long left;
        private EndPrecision leftPrecision = EndPrecision.UNKNOWN;
        private Atom.@Nullable Kind leftKind;
        private final TreeSet<String> conflicts = new TreeSet<>();
        private final List<Id> facts = new ArrayList<>();

        Open(@Nullable Long at, EndPrecision precision, Atom atom) {
            joined = at;
            joinedPrecision = precision;
            lastPresent = at;
            grounds = atom.fact();
            if (atom.kind().joins() && at != null) {
                startExactly(at, atom);
            } else {
                facts.add(atom.fact());
            }
        }

        void startExactly(long at, Atom atom) {
            joined = at;
            joinedPrecision = EndPrecision.EXACT;
            exact = true;
            how = how(atom);
            actor = actorOf(atom);
            grounds = atom.fact();
            facts.add(atom.fact());
        }

        /// Another device, or another row, states the same join.
        void sameJoin(Atom atom) {
            JoinedHow other = how(atom);
            boolean created = how == JoinedHow.CREATED || other == JoinedHow.CREATED;
            if (other != how && !created) {
                conflict(atom, other.name());
            }
            if (other == JoinedHow.CREATED && how != JoinedHow.CREATED) {
                how = other;
                actor = actorOf(atom);
                grounds = atom.fact();
            }
            String named = actorOf(atom);
            if (actor == null) {
                actor = named;
            } else if (named != null && !named.equals(actor) && !created) {
                conflict(atom, "ACTOR:" + named);
            }
            presentAt(Objects.requireNonNull(atom.at()), atom);
        }

        void sameLeave(Atom atom) {
            if (leftKind != null && leftKind != atom.kind()) {
                conflict(atom, atom.kind().name());
            }
            cite(atom);
        }

        void presentAt(long at, Atom atom) {
            lastPresent = lastPresent == null ? at : Math.max(lastPresent, at);
            cite(atom);
        }

        void leave(@Nullable Long at, EndPrecision precision) {
            left = at;
            leftPrecision = at == null ? EndPrecision.UNKNOWN : precision;
        }

        long joinedAt() {
            return joined == null ? Long.MAX_VALUE / 2 : joined;
        }

        long leftAt() {
            return left == null ? Long.MAX_VALUE / 2 : left;
        }

        void cite(Atom atom) {
            if (facts.size() < CITED) {
                facts.add(atom.fact());
            }
        }

        void conflict(Atom atom, String what) {
            conflicts.add(atom.source() + ":" + what);
        }

        Interval toInterval() {
            return new Interval(
                    joined,
                    joined == null ? EndPrecision.UNKNOWN : joinedPrecision,
                    left,
                    leftPrecision,
                    how,
                    actor,
                    conflicts.isEmpty() ? null : String.join(" ", conflicts),
                    grounds,
                    facts);
        }

        private static JoinedHow how(Atom atom) {
            return switch (atom.kind()) {
                case CREATED -> JoinedHow.CREATED;
                case ADDED -> atom.invited() ? JoinedHow.INVITED : JoinedHow.ADDED;
                case JOINED_BY_LINK -> atom.invited() ? JoinedHow.INVITED : JoinedHow.LINK;
                case PRESENT, LEFT, REMOVED -> JoinedHow.UNKNOWN;
            };
        }

        /// Who brought the member in: no one where it came by itself.
        private static @Nullable String actorOf(Atom atom) {
            return atom.kind() == Atom.Kind.ADDED ? atom.actor() : null;
        }
    }

    /// One interval.
    ///
    /// @param joined when it began
    /// @param joinedPrecision how sure
    /// @param left when it ended
    /// @param leftPrecision how sure
    /// @param how how it began
    /// @param actor who brought the member in
    /// @param conflict what devices state otherwise
    /// @param grounds the fact that states how it began
    /// @param facts what it rests on
    record Interval(
            @Nullable Long joined,
            EndPrecision joinedPrecision,
            @Nullable Long left,
            EndPrecision leftPrecision,
            JoinedHow how,
            @Nullable String actor,
            @Nullable String conflict,
            Id grounds,
            List<Id> facts) {}
}
