package org.tutela.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.CaseQuery;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.User;
import org.tutela.disclose.Envelope;
import org.tutela.disclose.PackageDecision;
import org.tutela.disclose.PackageOrder;
import org.tutela.disclose.PackageProposals;
import org.tutela.disclose.PackageRefused;
import org.tutela.disclose.PackageWriter;
import org.tutela.disclose.Scope;
import org.tutela.disclose.SealingKey;
import org.tutela.facts.CaseFolder;
import org.tutela.verify.StandaloneJar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tutela package CASE --country CC --to DIR`.
@Command(
        name = "package",
        mixinStandardHelpOptions = true,
        description =
                "Writes the sealed package of a country. Without the approval of a second account"
                        + " it is an unapproved draft, and says so everywhere.")
final class PackageCommand implements Callable<Integer> {
    @Mixin private CaseArgument chosen = new CaseArgument();

    @Option(
            names = "--country",
            required = true,
            paramLabel = "CC",
            description = "ISO 3166-1, such as ES.")
    private String country = "";

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "Where to write it, as a folder of its own.")
    private @Nullable Path target;

    @Option(
            names = "--preview",
            description = "Only says what it would hold and what is left out; writes nothing.")
    private boolean preview;

    @Option(names = "--addressee", paramLabel = "NAME", description = "Court or office.")
    private String addressee = "";

    @Option(names = "--authority", paramLabel = "NAME", description = "Who ordered the disclosure.")
    private String authority = "";

    @Option(names = "--basis", paramLabel = "TEXT", description = "Law or request it rests on.")
    private String basis = "";

    @Option(
            names = "--handling",
            paramLabel = "CODE",
            description = "How the addressee must handle it.")
    private String handling = "";

    @Option(
            names = "--retain-until",
            paramLabel = "DATE",
            description = "Until when it may be kept.")
    private String retainUntil = "";

    @Option(
            names = "--language",
            paramLabel = "en|es",
            description = "Of the report; en unless told.")
    private String language = "en";

    @Mixin private TwoPeople people = new TwoPeople();

    @Mixin private KeyOptions keys = new KeyOptions();

    @Mixin private StampOptions stamps = new StampOptions();

    @Mixin private PackageTermsOptions options = new PackageTermsOptions();

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--memory", paramLabel = "SIZE", description = HeapSize.HELP)
    void memory(String size) {
        HeapSize.check(size);
    }

    @Override
    public Integer call() throws IOException {
        InstantSource clock = InstantSource.system();
        Path to = target == null ? Path.of("") : target;
        if (target == null && !preview) {
            throw new WrongUse("Missing required option: '--to=DIR'.");
        }
        try (CaseFolder folder = chosen.openForReading();
                CaseQuery query = CaseQuery.open(folder);
                Casebook casebook = Casebook.open(folder.path(), clock);
                CaseOriginals originals = new CaseOriginals(folder)) {
            PendingErasure.requireNone(folder);
            PackageOrder order = order();
            Scope scope = Scope.of(folder, query, order, casebook);
            if (scope.empty()) {
                throw new WrongUse(
                        "Nothing in the case concerns "
                                + order.country()
                                + ": no exhibit was seized there and no account has a number of"
                                + " it.");
            }
            if (preview) {
                scope.counts()
                        .forEach((what, rows) ->
                                Output.of(spec)
                                        .println("  " + rows + " " + what.replace('_', ' ')));
                return 0;
            }
            PackageOrder.People who = people.of(casebook);
            requireVictimRight(casebook, order, who);
            SealingKey key = stamps.stamping(keys.of(folder, clock), clock);
            Optional<PackageDecision> earlier =
                    who.by().equals(TwoPeople.NOBODY)
                            ? decidedEarlier(new Opened(folder, query, casebook), order)
                            : Optional.empty();
            PackageDecision decision =
                    earlier.isPresent()
                            ? earlier.get()
                            : PackageDecision.record(casebook, order, who, scope);
            PackageWriter.Written written =
                    new PackageWriter(folder, query, casebook, StandaloneJar.toBytes())
                            .with(originals, SoftwareBill.ofThisProcess())
                            .write(to, decision, key);
            say(written, decision, key);
            return 0;
        } catch (PackageRefused e) {
            throw new WrongUse(StampOptions.sentence(e));
        }
    }

    /// A case that is open.
    private record Opened(CaseFolder folder, CaseQuery query, Casebook casebook) {}

    /// What two people decided on for this country, where nobody is named, as long as the case is
    /// the one that they saw.
    private static Optional<PackageDecision> decidedEarlier(Opened open, PackageOrder order)
            throws IOException {
        PackageProposals proposals = new PackageProposals(open.casebook());
        for (PackageProposals.Proposal proposal : proposals.list()) {
            PackageOrder decided = proposal.order();
            boolean asked =
                    decided.country().equals(order.country())
                            && (plain(order) || order.equals(decided));
            Optional<PackageDecision> decision =
                    asked ? proposals.findDecision(proposal.name()) : Optional.empty();
            if (decision.isPresent()
                    && Scope.of(open.folder(), open.query(), decided, open.casebook())
                            .selection()
                            .equals(proposal.selection())) {
                return decision;
            }
        }
        return Optional.empty();
    }

    /// Whether nothing but the country was asked for.
    private static boolean plain(PackageOrder order) {
        return order.equals(new PackageOrder(order.country(), "", "", "", "", "", "en"));
    }

    /// Only people who may see who the victims are may decide that somebody else may.
    private static void requireVictimRight(
            Casebook casebook, PackageOrder order, PackageOrder.People who) throws IOException {
        if (!order.terms().victims()) {
            return;
        }
        String second = who.approvedBy();
        for (String name : List.of(who.by(), second == null ? "" : second)) {
            if (casebook.users().find(name).filter(User::victims).isEmpty()) {
                throw new WrongUse(
                        "--with-victims needs two accounts that may see fields of victims: --by and"
                                + " --approved-by.");
            }
        }
    }

    private void say(PackageWriter.Written written, PackageDecision decision, SealingKey key)
            throws IOException {
        PrintWriter people = Output.forPeople(spec);
        written.rows().forEach((table, rows) -> people.println("  " + rows + " rows of " + table));
        if (decision.approvedBy() == null) {
            people.println(
                    "Nobody approved it: it is marked as an unapproved draft. Two accounts make a"
                            + " package that may leave: --by ana --approved-by bo.");
        }
        people.println("Sealed with the certificate " + key.fingerprint());
        Path addressee = options.encryptsNow();
        for (Path part : written.parts()) {
            Path left = addressee == null ? part : Envelope.encryptOnly(part, addressee);
            Output.of(spec).println(left);
            if (addressee != null) {
                EncryptCommand.sayLarge(people, left);
            }
        }
        if (!options.left().isEmpty()) {
            people.println(options.left());
        }
    }

    private PackageOrder order() throws IOException {
        try {
            return new PackageOrder(
                    country.toUpperCase(Locale.ROOT),
                    addressee,
                    authority,
                    basis,
                    handling,
                    retainUntil,
                    language,
                    options.terms());
        } catch (IllegalArgumentException e) {
            throw new WrongUse(e.getMessage() + ".");
        }
    }
}
