package org.tutela.scenario.truth;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tutela.scenario.plan.GroupEvent;
import org.tutela.scenario.plan.GroupEvent.What;
import org.tutela.scenario.plan.Operation;
import org.tutela.scenario.plan.PhoneView;
import org.tutela.scenario.plan.PlannedConversation.Group;
import org.tutela.scenario.plan.PlannedMessage;
import org.tutela.scenario.plan.Presence;
import org.tutela.scenario.plan.Presence.Interval;

/// Who was in which group and when, as far as all phones together can know: an end is exact where
/// some phone saw the event; a beginning that no phone saw was not later than the account's first
/// visible trace (a message, or an event it did or that was done to it).
final class Memberships {
    private final Operation plan;
    private final List<PhoneView> views;
    private final Set<GroupEvent> seen = new HashSet<>();
    private final Set<PlannedMessage> held = new HashSet<>();
    private final List<Row> rows = new ArrayList<>();

    /// One membership. Times are milliseconds since 1970 UTC.
    record Row(
            int group,
            int account,
            @Nullable Long joined,
            String joinedPrecision,
            @Nullable Long left,
            String leftPrecision,
            String how,
            @Nullable Integer actor) {

        /// Whether evidence shows the account as a member at that time.
        boolean covers(long at) {
            return joined != null && joined <= at && (left == null || left >= at);
        }
    }

    Memberships(Operation plan, List<PhoneView> views) {
        this.plan = plan;
        this.views = views;
        for (PhoneView view : views) {
            seen.addAll(view.events());
            held.addAll(view.messages());
        }
        for (Group group : plan.groups()) {
            for (int account = 0; account < plan.accounts().size(); account++) {
                Presence presence = Presence.of(plan.events(), account);
                for (Interval interval :
                        presence.intervals().getOrDefault(group.index(), List.of())) {
                    row(group.index(), account, interval);
                }
            }
        }
    }

    List<Row> rows() {
        return rows;
    }

    private void row(int group, int account, Interval interval) {
        GroupEvent begin = interval.begin();
        boolean beginSeen = seen.contains(begin);
        GroupEvent end = end(group, account, interval);
        Long left = end != null && seen.contains(end) ? (Long) end.at() : null;
        Long trace = beginSeen ? (Long) begin.at() : firstTrace(group, account, interval);
        if (trace == null && left == null) {
            boolean inList = interval.to() == Long.MAX_VALUE && listed(group);
            if (!inList) {
                return;
            }
        }
        rows.add(
                new Row(
                        group,
                        account,
                        trace,
                        beginSeen ? "EXACT" : trace != null ? "NOT_LATER" : "UNKNOWN",
                        left,
                        left == null ? "UNKNOWN" : "EXACT",
                        beginSeen ? how(begin.what()) : "UNKNOWN",
                        beginSeen && begin.what() == What.ADDED ? (Integer) begin.actor() : null));
    }

    private static String how(What what) {
        return switch (what) {
            case CREATED -> "CREATED";
            case ADDED -> "ADDED";
            case JOINED_BY_LINK -> "LINK";
            case RENAMED, LEFT, REMOVED, PROMOTED -> "UNKNOWN";
        };
    }

    private @Nullable GroupEvent end(int group, int account, Interval interval) {
        return plan.events().stream()
                .filter(e -> e.group() == group && e.what().ends())
                .filter(e -> e.at() == interval.to() && e.targets().contains(account))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Long firstTrace(int group, int account, Interval interval) {
        long first = Long.MAX_VALUE;
        for (PlannedMessage message : held) {
            if (message.conversation() == group
                    && message.sender() == account
                    && interval.covers(message.at())) {
                first = Math.min(first, message.at());
            }
        }
        for (GroupEvent event : seen) {
            boolean part = event.actor() == account || event.targets().contains(account);
            if (event.group() == group && part && interval.covers(event.at())) {
                first = Math.min(first, event.at());
            }
        }
        return first == Long.MAX_VALUE ? null : (Long) first;
    }

    /// Whether some phone's list of members of the group is there.
    private boolean listed(int group) {
        return views.stream().anyMatch(view -> view.inAtEnd(group));
    }
}
