package org.tutela.web.view;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.ask.GroupDetail;
import org.tutela.model.EndPrecision;

/// Members of a group as a drawn column: one lane a member, under who brought it in. Places are
/// percentages of the width, from the month of the first sign of the group to the last.
///
/// @param lanes the members in reading order
/// @param months where months begin
public record Lanes(List<Lane> lanes, List<Mark> months) {
    private static final int DEEPEST = 8;
    private static final int MOST_NAMED = 3;

    /// A name that begins later, percent, would be cut.
    private static final double LAST_NAMED = 80;

    /// A copy of the lists.
    public Lanes {
        lanes = List.copyOf(lanes);
        months = List.copyOf(months);
    }

    /// The months that are named above the lanes: as many as stand beside each other at any width.
    public List<Mark> named() {
        int step = (months.size() + MOST_NAMED - 1) / MOST_NAMED;
        List<Mark> named = new ArrayList<>();
        for (int i = 0; i < months.size(); i += Math.max(1, step)) {
            if (months.get(i).at() < LAST_NAMED) {
                named.add(months.get(i));
            }
        }
        return named;
    }

    /// One member.
    ///
    /// @param member the interval
    /// @param depth how many brought each other in before it, at most 8
    /// @param start where it begins, percent
    /// @param end where it ends, percent
    /// @param colour class of the bar: 1 by link, 3 created, added or invited, 2 way unknown
    /// @param through the account whose posted link it came by, as far as known; empty otherwise
    public record Lane(
            GroupDetail.Member member,
            int depth,
            double start,
            double end,
            int colour,
            String through) {
        /// Whether the begin is exact.
        public boolean exactStart() {
            return member.joinedPrecision() == EndPrecision.EXACT;
        }

        /// Whether the end is exact.
        public boolean exactEnd() {
            return member.left() != null && member.leftPrecision() == EndPrecision.EXACT;
        }

        /// Whether nothing is known of the begin.
        public boolean unknownStart() {
            return member.joined() == null;
        }

        /// A percentage as SVG wants it.
        public String percent(double value) {
            return Lanes.percent(value);
        }

        /// The width of the bar, at least a hair.
        public String width() {
            return Lanes.percent(Math.max(0.2, end - start));
        }
    }

    /// Where a month begins.
    ///
    /// @param at percent
    /// @param month the month
    public record Mark(double at, YearMonth month) {
        /// A percentage as SVG wants it.
        public String percent() {
            return Lanes.percent(at);
        }
    }

    /// Draws a group.
    public static Lanes of(GroupDetail.Answer group) {
        Instant first = null;
        Instant last = group.last();
        for (GroupDetail.Member member : group.members()) {
            first = earlier(first, member.joined());
            last = later(later(last, member.left()), member.joined());
        }
        first = earlier(first, group.first());
        if (first == null || last == null) {
            first = Instant.EPOCH;
            last = Instant.EPOCH.plusSeconds(1);
        }
        YearMonth month = YearMonth.from(first.atOffset(ZoneOffset.UTC));
        Scale scale = new Scale(begin(month), last);
        List<Mark> months = new ArrayList<>();
        while (begin(month).isBefore(last) && months.size() < 600) {
            months.add(new Mark(scale.place(begin(month)), month));
            month = month.plusMonths(1);
        }
        return new Lanes(new Tree(group, scale).lanes(), thinned(months));
    }

    private static List<Mark> thinned(List<Mark> months) {
        int step = (months.size() + 11) / 12;
        List<Mark> kept = new ArrayList<>();
        for (int i = 0; i < months.size(); i += Math.max(1, step)) {
            kept.add(months.get(i));
        }
        return kept;
    }

    private static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isBefore(a)) ? b : a;
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isAfter(a)) ? b : a;
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f%%", value);
    }

    /// Time to percent. The last four percent are kept for arrows.
    private record Scale(Instant first, Instant last) {
        double place(Instant time) {
            double whole = Math.max(1, last.toEpochMilli() - first.toEpochMilli());
            double part = time.toEpochMilli() - first.toEpochMilli();
            return Math.clamp(part / whole, 0, 1) * 96;
        }
    }

    /// Who brought whom in.
    private static final class Tree {
        private final Scale scale;
        private final List<GroupDetail.Member> members;
        private final Map<String, String> through = new HashMap<>();
        private final Map<String, List<GroupDetail.Member>> under = new HashMap<>();
        private final List<Lane> lanes = new ArrayList<>();
        private final Set<GroupDetail.Member> drawn = new HashSet<>();
        private final Set<String> opened = new HashSet<>();

        Tree(GroupDetail.Answer group, Scale scale) {
            this.scale = scale;
            this.members = group.members();
            Map<String, String> names = new HashMap<>();
            members.forEach(member -> names.put(member.account(), member.name()));
            for (GroupDetail.Lead lead : group.leads()) {
                if (!lead.joinedBy().isEmpty() && names.containsKey(lead.postedBy())) {
                    through.putIfAbsent(lead.joinedBy(), lead.postedBy());
                }
            }
            for (GroupDetail.Member member : members) {
                under.computeIfAbsent(parent(member), any -> new ArrayList<>()).add(member);
            }
            this.names = names;
        }

        private final Map<String, String> names;

        private String parent(GroupDetail.Member member) {
            return member.actor().isEmpty()
                    ? through.getOrDefault(member.account(), "")
                    : member.actor();
        }

        List<Lane> lanes() {
            for (GroupDetail.Member member : members) {
                if (!names.containsKey(parent(member)) || parent(member).equals(member.account())) {
                    draw(member, 0);
                }
            }
            // Two that added each other have no top: they follow where they stand.
            members.forEach(member -> draw(member, 0));
            return lanes;
        }

        private void draw(GroupDetail.Member member, int depth) {
            if (!drawn.add(member)) {
                return;
            }
            Instant joined = member.joined();
            Instant left = member.left();
            int colour =
                    switch (member.how()) {
                        case LINK -> 1;
                        case CREATED, ADDED, INVITED -> 3;
                        case UNKNOWN -> 2;
                    };
            lanes.add(
                    new Lane(
                            member,
                            depth,
                            joined == null ? 0 : scale.place(joined),
                            left == null ? 96 : scale.place(left),
                            colour,
                            names.getOrDefault(through.getOrDefault(member.account(), ""), "")));
            // Who left and came again has the others under its first interval.
            if (!opened.add(member.account())) {
                return;
            }
            for (GroupDetail.Member next : under.getOrDefault(member.account(), List.of())) {
                // Deeper than this is drawn at the same depth; the recursion ends at the number of
                // members.
                draw(next, Math.min(DEEPEST, depth + 1));
            }
        }
    }
}
