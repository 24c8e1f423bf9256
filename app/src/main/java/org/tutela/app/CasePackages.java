package org.tutela.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.tutela.answers.CaseQuery;
import org.tutela.answers.ask.Packages;
import org.tutela.casebook.Author;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.User;
import org.tutela.disclose.DrawnMessages;
import org.tutela.disclose.HoldingRules;
import org.tutela.disclose.PackageDecision;
import org.tutela.disclose.PackageOrder;
import org.tutela.disclose.PackageProposals;
import org.tutela.disclose.PackageRefused;
import org.tutela.disclose.PackageTerms;
import org.tutela.disclose.PackageWriter;
import org.tutela.disclose.Scope;
import org.tutela.disclose.SealingKey;
import org.tutela.disclose.StampAuthority;
import org.tutela.facts.CaseFolder;
import org.tutela.verify.PackageCheck;
import org.tutela.verify.StandaloneJar;

/// What is behind the people's door to packages: proposals of the journal, selections computed from
/// the case as it is, and packages written beside the case folder, in `NAME-packages`. Writing runs
/// on its own; a server that ends meanwhile leaves nothing half, and agreeing again starts anew.
final class CasePackages implements Packages {
    private static final int DRAWN = 20;

    private final Path path;
    private final Casebook casebook;
    private final PackageProposals proposals;
    private final Optional<StampAuthority> authority;
    private final Map<String, String> writing = new ConcurrentHashMap<>();

    CasePackages(Path path, Casebook casebook, Optional<StampAuthority> authority) {
        this.authority = authority;
        this.path = path.toAbsolutePath().normalize();
        this.casebook = casebook;
        this.proposals = new PackageProposals(casebook);
    }

    /// Where packages of a case are written from the browser.
    static Path folder(Path caseFolder) {
        return caseFolder.resolveSibling(caseFolder.getFileName() + "-packages");
    }

    @Override
    public Preview preview(Order order) throws IOException {
        try (CaseFolder folder = CaseFolder.openForReading(path);
                CaseQuery query = CaseQuery.open(folder)) {
            return preview(Scope.of(folder, query, wanted(order), casebook));
        }
    }

    @Override
    public String propose(Author by, Order order) throws IOException {
        try (CaseFolder folder = CaseFolder.openForReading(path);
                CaseQuery query = CaseQuery.open(folder)) {
            PackageOrder wanted = wanted(order);
            requireVictimRight(wanted, by.who());
            Scope scope = Scope.of(folder, query, wanted, casebook);
            if (scope.empty()) {
                throw new IllegalArgumentException(
                        "nothing in the case concerns " + wanted.country());
            }
            return proposals.propose(by, wanted, scope).name();
        }
    }

    @Override
    public List<Entry> list() throws IOException {
        return proposals.list().stream().map(this::entry).toList();
    }

    @Override
    public Optional<Detail> find(String name) throws IOException {
        Optional<PackageProposals.Proposal> found = proposals.find(name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        PackageProposals.Proposal proposal = found.get();
        Entry entry = entry(proposal);
        Preview chosen = chosen(proposal);
        if (entry.state() != State.PROPOSED) {
            Path sealed = folder(path).resolve(name);
            boolean there = entry.state() == State.SEALED && Files.isDirectory(sealed);
            return Optional.of(
                    new Detail(
                            entry,
                            chosen,
                            chosen,
                            List.of(),
                            there ? verdict(sealed) : List.of(),
                            there ? sealed.toString() : null));
        }
        try (CaseFolder folder = CaseFolder.openForReading(path);
                CaseQuery query = CaseQuery.open(folder)) {
            Scope scope = Scope.of(folder, query, proposal.order(), casebook);
            List<Drawn> lot =
                    DrawnMessages.draw(folder, query, scope, proposal, DRAWN).stream()
                            .map(each ->
                                    new Drawn(
                                            each.number(),
                                            each.conversation(),
                                            each.sender(),
                                            each.sent(),
                                            each.text()))
                            .toList();
            return Optional.of(new Detail(entry, chosen, preview(scope), lot, List.of(), null));
        }
    }

    @Override
    public void approve(Author second, String name, String sentence) throws IOException {
        PackageProposals.Proposal proposal = proposal(name);
        requireVictimRight(proposal.order(), second.who());
        boolean again = proposal.state() == PackageProposals.State.APPROVED;
        if (!again) {
            requireUnchanged(proposal);
        }
        PackageDecision decision =
                again
                        ? proposals.findDecision(name).orElseThrow()
                        : proposals.approve(second, proposal, sentence);
        String before = writing.put(name, "");
        if (before == null || !before.isEmpty()) {
            Thread.ofVirtual().name("package " + name).start(() -> write(decision));
        }
    }

    @Override
    public void sendBack(Author second, String name, String sentence) throws IOException {
        proposals.sendBack(second, proposal(name), sentence);
    }

    /// What nobody chose is not agreed to: whoever proposed has not seen it.
    private void requireUnchanged(PackageProposals.Proposal proposal) throws IOException {
        try (CaseFolder folder = CaseFolder.openForReading(path);
                CaseQuery query = CaseQuery.open(folder)) {
            Scope now = Scope.of(folder, query, proposal.order(), casebook);
            if (!now.selection().equals(proposal.selection())) {
                throw new PackageRefused(
                        "the case has changed since it was chosen: send it back, to be chosen anew");
            }
        }
    }

    private PackageProposals.Proposal proposal(String name) throws IOException {
        return proposals
                .find(name)
                .orElseThrow(() -> new IOException("There is no package " + name + "."));
    }

    private void write(PackageDecision decision) {
        try (CaseFolder folder = CaseFolder.openForReading(path);
                CaseQuery query = CaseQuery.open(folder);
                CaseOriginals originals = new CaseOriginals(folder)) {
            PendingErasure.requireNone(folder);
            SealingKey key = SealingKey.ofCase(path, InstantSource.system().instant());
            new PackageWriter(folder, query, casebook, StandaloneJar.toBytes())
                    .with(originals, SoftwareBill.ofThisProcess())
                    .write(folder(path), decision, authority.map(key::stampedBy).orElse(key));
            writing.remove(decision.name());
        } catch (IOException | PackageRefused | WrongUse e) {
            writing.put(decision.name(), String.valueOf(e.getMessage()));
        }
    }

    private static PackageOrder wanted(Order order) {
        return new PackageOrder(
                order.country(),
                order.addressee(),
                order.authority(),
                order.basis(),
                order.handling(),
                order.retainUntil(),
                order.language(),
                new PackageTerms(
                        order.terms().content(),
                        order.terms().victims(),
                        0,
                        HoldingRules.of(order.terms().rules().lines().toList()),
                        ""));
    }

    /// Only people who may see who the victims are may decide that somebody else may.
    private void requireVictimRight(PackageOrder order, String who) throws IOException {
        if (order.terms().victims() && casebook.users().find(who).filter(User::victims).isEmpty()) {
            throw new IllegalArgumentException(
                    "to name victims both persons must be allowed to see fields of victims");
        }
    }

    private Entry entry(PackageProposals.Proposal proposal) {
        PackageOrder order = proposal.order();
        String failed = writing.get(proposal.name());
        State state =
                switch (proposal.state()) {
                    case PROPOSED -> State.PROPOSED;
                    case SENT_BACK -> State.SENT_BACK;
                    case SEALED -> State.SEALED;
                    case APPROVED ->
                            failed != null && failed.isEmpty() ? State.SEALING : State.NOT_SEALED;
                };
        return new Entry(
                proposal.name(),
                new Order(
                        order.country(),
                        order.addressee(),
                        order.authority(),
                        order.basis(),
                        order.handling(),
                        order.retainUntil(),
                        order.language(),
                        new Terms(
                                order.terms().content(),
                                order.terms().victims(),
                                String.join("\n", order.terms().rules().lines()))),
                proposal.by(),
                proposal.at(),
                state,
                proposal.second(),
                state == State.NOT_SEALED && failed != null ? failed : proposal.sentence(),
                chosen(proposal).in().stream().mapToLong(Count::rows).sum());
    }

    private static Preview preview(Scope scope) {
        return preview(scope.selection(), scope.generation(), scope.counts());
    }

    private static Preview chosen(PackageProposals.Proposal proposal) {
        return preview(proposal.selection(), proposal.generation(), proposal.counts());
    }

    private static Preview preview(String selection, long generation, Map<String, Long> counts) {
        List<Count> in = new ArrayList<>();
        List<Count> out = new ArrayList<>();
        counts.forEach((key, rows) -> (key.contains("_") ? out : in).add(new Count(key, rows)));
        return new Preview(Scope.reason(), selection, generation, in, out);
    }

    private static List<String> verdict(Path sealed) throws IOException {
        StringWriter text = new StringWriter();
        try (PrintWriter out = new PrintWriter(text)) {
            PackageCheck.check(sealed, null).print(out);
        }
        return text.toString().lines().toList();
    }
}
