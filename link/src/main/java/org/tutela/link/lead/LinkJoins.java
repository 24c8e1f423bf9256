package org.tutela.link.lead;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tutela.link.Lookup;
import org.tutela.link.Tables;
import org.tutela.model.Id;
import org.tutela.model.JoinedHow;
import org.tutela.model.Membership;

/// Who joined which conversation by link, and when.
final class LinkJoins {
    static final Lookup<LinkJoins> LOOKUP =
            new Lookup<>("link joins", List.of(Membership.class), LinkJoins::load);

    private final Map<String, List<Join>> joins;

    private LinkJoins(Map<String, List<Join>> joins) {
        this.joins = joins;
    }

    /// In the order of time.
    List<Join> list(String conversation) {
        return joins.getOrDefault(conversation, List.of());
    }

    private static LinkJoins load(Tables tables) throws IOException {
        Map<String, List<Join>> joins = new TreeMap<>();
        for (Tables.Part<Membership> part : tables.parts(Membership.class)) {
            part.read(row -> {
                Long joined = row.joined();
                if (row.how() == JoinedHow.LINK && joined != null) {
                    joins.computeIfAbsent(row.conversation(), key -> new ArrayList<>())
                            .add(new Join(row.account(), joined, row.grounds()));
                }
            });
        }
        joins.values()
                .forEach(list ->
                        list.sort(Comparator.comparingLong(Join::at).thenComparing(Join::account)));
        return new LinkJoins(joins);
    }

    /// One account that joined by link.
    ///
    /// @param account who
    /// @param at when, microseconds
    /// @param fact the fact that states it
    record Join(String account, long at, Id fact) {}
}
