package org.tutela.link.identity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tutela.link.AccountIds;
import org.tutela.link.identity.IdentityStep.Edge;
import org.tutela.model.EdgeKind;
import org.tutela.model.Id;

/// Connected components over hard edges, and for every identifier the way of edges that ties it to
/// the account.
///
/// The account of a component is its smallest phone number as text; without a number its smallest
/// identifier. A messenger may map one opaque id to an old number on one device and to the new
/// number on another: numbers that a change of number connects stay accounts of their own, and
/// everything else of the component goes with the newest. A component over [#LIMIT] identifiers is
/// a fault of the evidence, not a person: nothing in it is tied.
final class Components {
    static final int LIMIT = 64;

    private static final String TOO_LARGE = "COMPONENT_TOO_LARGE";

    private final Map<String, List<Edge>> hard = new TreeMap<>();
    private final List<Edge> changes = new ArrayList<>();
    private final Map<String, Tie> ties = new TreeMap<>();

    private Components() {}

    /// The components of edges that come in their order.
    static Components of(List<Edge> edges) {
        Components components = new Components();
        for (Edge edge : edges) {
            if (edge.kind() == EdgeKind.NUMBER_CHANGE) {
                components.changes.add(edge);
            } else {
                components.hard.computeIfAbsent(edge.account(), key -> new ArrayList<>()).add(edge);
                components.hard.computeIfAbsent(edge.other(), key -> new ArrayList<>()).add(edge);
            }
        }
        components.tieAll();
        return components;
    }

    /// Every identifier that an edge names, in order.
    Collection<Tie> ties() {
        return ties.values();
    }

    /// The account of any identifier.
    String account(String identifier) {
        Tie tie = ties.get(identifier);
        return tie == null ? identifier : tie.account();
    }

    private void tieAll() {
        Set<String> done = new HashSet<>();
        Map<String, List<String>> successors = new HashMap<>();
        for (Edge change : changes) {
            successors
                    .computeIfAbsent(change.account(), key -> new ArrayList<>())
                    .add(change.other());
        }
        for (String start : hard.keySet()) {
            if (!done.contains(start)) {
                Set<String> members = reach(start).keySet();
                done.addAll(members);
                tie(new TreeSet<>(members), successors);
            }
        }
    }

    private void tie(Set<String> members, Map<String, List<String>> successors) {
        if (members.size() > LIMIT) {
            for (String member : members) {
                ties.put(member, new Tie(member, member, TOO_LARGE, factsOf(hardOf(member))));
            }
            return;
        }
        Set<String> old = new TreeSet<>();
        for (String member : members) {
            if (AccountIds.isPhone(member)
                    && successors.getOrDefault(member, List.of()).stream()
                            .anyMatch(next -> !next.equals(member) && members.contains(next))) {
                old.add(member);
            }
        }
        String account = account(members, old);
        old.remove(account);
        for (String number : old) {
            ties.put(number, new Tie(number, number, "SELF", factsOf(hardOf(number))));
        }
        reach(account)
                .forEach((member, way) -> {
                    if (!old.contains(member)) {
                        ties.put(member, tie(member, account, way));
                    }
                });
    }

    private Tie tie(String member, String account, List<Edge> way) {
        if (way.isEmpty()) {
            return new Tie(member, account, "SELF", factsOf(hardOf(member)));
        }
        String basis =
                String.join("+", way.stream().map(edge -> edge.kind().name()).distinct().toList());
        return new Tie(member, account, basis, factsOf(way));
    }

    private static String account(Set<String> members, Set<String> old) {
        Optional<String> newest =
                members.stream()
                        .filter(AccountIds::isPhone)
                        .filter(number -> !old.contains(number))
                        .min(Comparator.naturalOrder());
        return newest.or(() ->
                        members.stream().filter(AccountIds::isPhone).min(Comparator.naturalOrder()))
                .orElseGet(() -> members.iterator().next());
    }

    /// Every identifier that edges lead to from `start`, with the shortest way there.
    private Map<String, List<Edge>> reach(String start) {
        Map<String, List<Edge>> ways = new HashMap<>();
        Deque<String> next = new ArrayDeque<>();
        ways.put(start, List.of());
        next.add(start);
        while (!next.isEmpty()) {
            String here = next.remove();
            for (Edge edge : hardOf(here)) {
                String there = edge.account().equals(here) ? edge.other() : edge.account();
                if (!ways.containsKey(there)) {
                    List<Edge> way = new ArrayList<>();
                    if (ways.size() <= LIMIT) {
                        way.addAll(ways.getOrDefault(here, List.of()));
                        way.add(edge);
                    }
                    ways.put(there, way);
                    next.add(there);
                }
            }
        }
        return ways;
    }

    private List<Edge> hardOf(String identifier) {
        return hard.getOrDefault(identifier, List.of());
    }

    private static List<Id> factsOf(List<Edge> way) {
        List<Id> facts = new ArrayList<>();
        way.forEach(edge -> facts.addAll(edge.seen().facts()));
        return facts;
    }

    /// An identifier, the account it belongs to, and the edges that say so.
    ///
    /// @param alias the identifier
    /// @param account the account
    /// @param basis kinds of the edges, or `SELF`
    /// @param facts what states the edges
    record Tie(String alias, String account, String basis, List<Id> facts) {}
}
