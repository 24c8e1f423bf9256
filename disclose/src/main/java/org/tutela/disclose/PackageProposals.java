package org.tutela.disclose;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.tutela.casebook.Author;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Deed;
import org.tutela.casebook.JournalEntry;

/// What people decided about packages, as the journal tells it: one proposes a selection, another
/// approves it or sends it back. Whoever proposed never approves.
public final class PackageProposals {
    private static final String PROPOSED = "PACKAGE_PROPOSED";
    private static final String APPROVED = "PACKAGE_APPROVED";
    private static final String SENT_BACK = "PACKAGE_SENT_BACK";
    private static final String SEALED = "PACKAGE_SEALED";

    private final Casebook casebook;

    /// The proposals of a case.
    public PackageProposals(Casebook casebook) {
        this.casebook = casebook;
    }

    /// How far a proposal is.
    public enum State {
        /// Waits for a second person.
        PROPOSED,
        /// A second person agreed; it is not written yet.
        APPROVED,
        /// A second person sent it back.
        SENT_BACK,
        /// Written and sealed; a draft where nobody approved it.
        SEALED
    }

    /// A proposal.
    ///
    /// @param name of the package, such as `tutela-ES-1`
    /// @param order what was proposed
    /// @param by who proposed it
    /// @param at when
    /// @param entry number of its entry in the journal
    /// @param hash of that entry
    /// @param key for pseudonyms, 64 hex digits
    /// @param selection SHA-256 over all that decides what is in, [Scope#selection]
    /// @param generation of the catalog that it was chosen from
    /// @param counts of what is in and outside, as the proposer saw them
    /// @param state how far it is
    /// @param second who approved it or sent it back; empty where nobody has
    /// @param sentence what the second person wrote
    public record Proposal(
            String name,
            PackageOrder order,
            String by,
            Instant at,
            long entry,
            String hash,
            String key,
            String selection,
            long generation,
            Map<String, Long> counts,
            State state,
            String second,
            String sentence) {
        /// A copy.
        public Proposal {
            counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        }

        /// Whether that person may be the second one.
        public boolean mayDecide(String who) {
            return state == State.PROPOSED && !by.equals(who);
        }

        private Proposal decided(State next, String who, String said) {
            return new Proposal(
                    name,
                    order,
                    by,
                    at,
                    entry,
                    hash,
                    key,
                    selection,
                    generation,
                    counts,
                    next,
                    who,
                    said);
        }
    }

    /// Writes a proposal into the journal. `scope` is what it covers, in figures, so that what
    /// changes later is noticed.
    public Proposal propose(Author by, PackageOrder order, Scope scope) throws IOException {
        long[] count = {1};
        casebook.journal().readKind(PROPOSED, entry -> count[0]++);
        String name = "tutela-" + order.country() + "-" + count[0];
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("package", name);
        payload.put("country", order.country());
        payload.put("addressee", order.addressee());
        payload.put("authority", order.authority());
        payload.put("basis", order.basis());
        payload.put("handling", order.handling());
        payload.put("retain_until", order.retainUntil());
        payload.put("language", order.language());
        payload.put("media_content", order.terms().content());
        payload.put("victims_identity", order.terms().victims());
        payload.put("holding_rules_sha256", order.terms().rules().digest());
        if (!order.terms().rules().isEmpty()) {
            // The second person reads them, and they are sealed with whatever is decided.
            payload.put("holding_rules", order.terms().rules().lines());
        }
        payload.put("medium_size", order.terms().mediumSize());
        payload.put("encrypted_for", order.terms().encryptedFor());
        payload.put("selection_sha256", scope.selection());
        payload.put("catalog_generation", scope.generation());
        payload.put("why", Scope.REASONS);
        payload.put("counts", scope.counts());
        payload.put("pseudonym_key", HexFormat.of().formatHex(key));
        JournalEntry entry =
                casebook.journal()
                        .append(by.deed(PROPOSED, subject(name), JSON.std.asString(payload)));
        return proposal(entry, order);
    }

    /// Writes the approval of a second person and their sentence into the journal; what is written
    /// afterwards is written from the decision. Throws [PackageRefused] where the person is the
    /// proposer, or somebody has decided already.
    public PackageDecision approve(Author second, Proposal proposal, String sentence)
            throws IOException {
        JournalEntry entry = decide(APPROVED, second, proposal, sentence);
        return decision(proposal, second.who(), entry);
    }

    /// Writes down that a second person does not agree, and why; throws as [#approve].
    public void sendBack(Author second, Proposal proposal, String sentence) throws IOException {
        decide(SENT_BACK, second, proposal, sentence);
    }

    private JournalEntry decide(String what, Author second, Proposal proposal, String sentence)
            throws IOException {
        Proposal now = find(proposal.name()).orElse(proposal);
        if (!now.mayDecide(second.who())) {
            throw new PackageRefused(
                    now.by().equals(second.who())
                            ? "a package is decided on by a second person, not by its proposer"
                            : now.second() + " has decided on " + now.name() + " already");
        }
        String payload =
                JSON.std.asString(
                        Map.of(
                                "package", proposal.name(),
                                "proposal", proposal.hash(),
                                "sentence", sentence));
        return casebook.journal().append(second.deed(what, subject(proposal.name()), payload));
    }

    /// The decision of a proposal that was approved; empty where it was not.
    public Optional<PackageDecision> findDecision(String name) throws IOException {
        Optional<Proposal> proposal = find(name);
        if (proposal.isEmpty()) {
            return Optional.empty();
        }
        for (JournalEntry entry : casebook.journal().listAbout(subject(name))) {
            if (entry.deed().what().equals(APPROVED)) {
                return Optional.of(decision(proposal.get(), entry.deed().who(), entry));
            }
        }
        return Optional.empty();
    }

    private static PackageDecision decision(Proposal proposal, String second, JournalEntry entry) {
        return new PackageDecision(
                proposal.name(),
                proposal.order(),
                proposal.by(),
                second,
                entry.at().truncatedTo(ChronoUnit.SECONDS),
                proposal.key(),
                proposal.selection(),
                entry.number());
    }

    /// The proposal of that name; empty where there is none.
    public Optional<Proposal> find(String name) throws IOException {
        return list().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /// Every proposal, the newest first; none whose rules of what is held back are not the ones
    /// that the journal has the digest of.
    public List<Proposal> list() throws IOException {
        TreeMap<Long, Proposal> found = new TreeMap<>();
        List<JournalEntry> entries = new ArrayList<>();
        for (String kind : List.of(PROPOSED, APPROVED, SENT_BACK, SEALED)) {
            casebook.journal().readKind(kind, entries::add);
        }
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (JournalEntry entry : entries) {
            Deed deed = entry.deed();
            if (!entry.readable()) {
                continue;
            }
            Map<String, Object> payload = JSON.std.mapFrom(deed.payload());
            String name = text(payload, "package");
            Long known = numbers.get(name);
            if (deed.what().equals(PROPOSED) && wholeHere(payload)) {
                numbers.put(name, entry.number());
                found.put(entry.number(), proposal(entry, order(payload)));
            } else if (known != null) {
                Proposal before = Objects.requireNonNull(found.get(known));
                found.put(known, next(before, deed, text(payload, "sentence")));
            }
        }
        return List.copyOf(found.descendingMap().values());
    }

    private static boolean wholeHere(Map<String, Object> payload) {
        return text(payload, "holding_rules_sha256").equals(rules(payload).digest());
    }

    private static HoldingRules rules(Map<String, Object> payload) {
        return payload.get("holding_rules") instanceof List<?> lines
                ? HoldingRules.of(lines.stream().map(String::valueOf).toList())
                : HoldingRules.NONE;
    }

    private static Proposal next(Proposal before, Deed deed, String sentence) {
        return switch (deed.what()) {
            case APPROVED -> before.decided(State.APPROVED, deed.who(), sentence);
            case SENT_BACK -> before.decided(State.SENT_BACK, deed.who(), sentence);
            default -> before.decided(State.SEALED, before.second(), before.sentence());
        };
    }

    private static Proposal proposal(JournalEntry entry, PackageOrder order) throws IOException {
        Map<String, Object> payload = JSON.std.mapFrom(entry.deed().payload());
        Map<String, Long> counts = new LinkedHashMap<>();
        if (payload.get("counts") instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value instanceof Number number) {
                    counts.put(String.valueOf(key), number.longValue());
                }
            });
        }
        long generation =
                payload.get("catalog_generation") instanceof Number number ? number.longValue() : 0;
        return new Proposal(
                text(payload, "package"),
                order,
                entry.deed().who(),
                entry.at(),
                entry.number(),
                entry.hash(),
                text(payload, "pseudonym_key"),
                text(payload, "selection_sha256"),
                generation,
                counts,
                State.PROPOSED,
                "",
                "");
    }

    private static PackageOrder order(Map<String, Object> payload) {
        long medium = payload.get("medium_size") instanceof Number number ? number.longValue() : 0;
        return new PackageOrder(
                text(payload, "country"),
                text(payload, "addressee"),
                text(payload, "authority"),
                text(payload, "basis"),
                text(payload, "handling"),
                text(payload, "retain_until"),
                text(payload, "language"),
                new PackageTerms(
                        Boolean.TRUE.equals(payload.get("media_content")),
                        Boolean.TRUE.equals(payload.get("victims_identity")),
                        medium,
                        rules(payload),
                        text(payload, "encrypted_for")));
    }

    private static String text(Map<String, Object> payload, String key) {
        return payload.get(key) instanceof String text ? text : "";
    }

    private static String subject(String name) {
        return "package:" + name;
    }
}
