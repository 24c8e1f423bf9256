package org.tutela.scenario.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// When an account was a member of groups, as it really was.
///
/// @param intervals per group its intervals, in order of time
public record Presence(Map<Integer, List<Interval>> intervals) {
    /// A copy.
    public Presence {
        intervals = Map.copyOf(intervals);
    }

    /// A membership as it really was.
    ///
    /// @param begin how it began
    /// @param from milliseconds since 1970 UTC
    /// @param to milliseconds; [Long#MAX_VALUE]: it did not end
    public record Interval(GroupEvent begin, long from, long to) {
        /// Whether the time lies within, both ends included.
        public boolean covers(long at) {
            return from <= at && at <= to;
        }
    }

    /// The memberships of one account; `events` are in order of time.
    public static Presence of(List<GroupEvent> events, int account) {
        Map<Integer, List<Interval>> all = new HashMap<>();
        for (GroupEvent event : events) {
            if (!event.targets().contains(account)) {
                continue;
            }
            List<Interval> list = all.computeIfAbsent(event.group(), _ -> new ArrayList<>());
            if (event.what().begins()) {
                list.add(new Interval(event, event.at(), Long.MAX_VALUE));
            } else if (event.what().ends()) {
                Interval open = list.removeLast();
                list.add(new Interval(open.begin(), open.from(), event.at()));
            }
        }
        return new Presence(all);
    }

    /// Whether it was a member at that time.
    public boolean at(int group, long time) {
        return intervals.getOrDefault(group, List.of()).stream().anyMatch(i -> i.covers(time));
    }

    /// Whether it was ever a member.
    public boolean ever(int group) {
        return intervals.containsKey(group);
    }

    /// The members of a group after the last event.
    public static Set<Integer> membersAtEnd(List<GroupEvent> events, int group) {
        Set<Integer> members = new TreeSet<>();
        for (GroupEvent event : events) {
            if (event.group() == group) {
                if (event.what().begins()) {
                    members.addAll(event.targets());
                } else if (event.what().ends()) {
                    members.removeAll(event.targets());
                }
            }
        }
        return members;
    }
}
