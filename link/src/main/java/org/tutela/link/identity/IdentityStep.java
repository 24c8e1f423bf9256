package org.tutela.link.identity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tutela.link.Group;
import org.tutela.link.Input;
import org.tutela.link.LinkRecorder;
import org.tutela.link.LinkStep;
import org.tutela.link.SortKey;
import org.tutela.link.ValueReader;
import org.tutela.model.AccountEdge;
import org.tutela.model.AccountTie;
import org.tutela.model.EdgeKind;
import org.tutela.model.Id;
import org.tutela.model.LinkedFact;
import org.tutela.model.Succession;

/// Ties identifiers that are one account: connected components over hard edges only, which are the
/// messenger's own map of ids and equal identity keys. A change of number ties nothing; it is a
/// succession. The names that people give one another tie nothing either.
public final class IdentityStep implements LinkStep {
    /// Edges of one service that are held in memory.
    static final int EDGE_LIMIT = 2_000_000;

    @Override
    public String name() {
        return "identity";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean asksIdentities() {
        return false;
    }

    @Override
    public List<Input<?>> inputs() {
        return List.of(
                Input.of(
                        AccountEdge.class,
                        (edge, identities, out) -> {
                            Long at = edge.at() == null ? null : edge.at().micros();
                            out.add(
                                    SortKey.of(edge.service())
                                            .by(edge.account(), edge.other(), edge.kind().name()),
                                    value ->
                                            value.text(edge.account())
                                                    .text(edge.other())
                                                    .choice(edge.kind())
                                                    .id(edge.seen().source())
                                                    .maybeNumber(at));
                        }));
    }

    @Override
    public List<Class<? extends LinkedFact>> outputs() {
        return List.of(AccountTie.class, Succession.class);
    }

    @Override
    public void link(Group group, LinkRecorder out) throws IOException {
        String service = group.key(0);
        List<Edge> edges = readEdges(group);
        Components components = Components.of(edges);
        for (Components.Tie tie : components.ties()) {
            out.record(
                    new AccountTie(
                            out.made("account_tie", tie.alias()),
                            service,
                            tie.alias(),
                            tie.account(),
                            tie.basis()),
                    tie.facts());
        }
        for (Edge edge : edges) {
            String before = components.account(edge.account());
            String after = components.account(edge.other());
            if (edge.kind() == EdgeKind.NUMBER_CHANGE && !before.equals(after)) {
                out.record(
                        new Succession(
                                out.made("succession", edge.account(), edge.other()),
                                service,
                                before,
                                after,
                                edge.seen().earliest(),
                                edge.seen().sources().size(),
                                edge.seen().facts().getFirst()),
                        edge.seen().facts());
            }
        }
    }

    /// All edges of the service, equal ones once, in their order.
    private static List<Edge> readEdges(Group group) throws IOException {
        List<Edge> edges = new ArrayList<>();
        while (group.next()) {
            ValueReader value = group.value();
            String account = value.text();
            String other = value.text();
            EdgeKind kind = value.choice(EdgeKind.class);
            if (edges.isEmpty() || !edges.getLast().is(account, other, kind)) {
                edges.add(new Edge(account, other, kind, new Sightings()));
            }
            edges.getLast().seen().add(value.id(), value.maybeNumber(), group.fact());
            if (edges.size() > EDGE_LIMIT) {
                throw new IOException(
                        "LI-0101: the devices state more than "
                                + EDGE_LIMIT
                                + " ties between accounts of "
                                + group.key(0)
                                + ", more than a case can hold; accounts were not linked.");
            }
        }
        return edges;
    }

    /// Two identifiers and why they belong together, as all devices state it.
    ///
    /// @param account one
    /// @param other the other
    /// @param kind why
    /// @param seen where it is stated
    record Edge(String account, String other, EdgeKind kind, Sightings seen) {
        boolean is(String anAccount, String another, EdgeKind aKind) {
            return account.equals(anAccount) && other.equals(another) && kind == aKind;
        }
    }

    /// The facts that state one edge; the first [#CITED] are kept.
    static final class Sightings {
        private static final int CITED = 100;

        private final List<Id> facts = new ArrayList<>();
        private final Set<Id> sources = new TreeSet<>();
        private @org.jspecify.annotations.Nullable Long earliest;

        void add(Id source, @org.jspecify.annotations.Nullable Long at, Id fact) {
            sources.add(source);
            if (at != null && (earliest == null || at < earliest)) {
                earliest = at;
            }
            if (facts.size() < CITED) {
                facts.add(fact);
            }
        }

        List<Id> facts() {
            return facts;
        }

        Set<Id> sources() {
            return sources;
        }

        @org.jspecify.annotations.Nullable
        Long earliest() {
            return earliest;
        }
    }
}
