package org.tutela.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.CaseQuery;
import org.tutela.answers.TextSink;
import org.tutela.casebook.Author;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Role;
import org.tutela.casebook.User;
import org.tutela.disclose.PackageDecision;
import org.tutela.disclose.PackageOrder;
import org.tutela.disclose.PackageProposals;
import org.tutela.disclose.PackageWriter;
import org.tutela.disclose.Scope;
import org.tutela.disclose.SealingKey;
import org.tutela.facts.CaseFolder;
import org.tutela.run.Examinations;
import org.tutela.verify.StandaloneJar;
import org.tutela.web.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tutela demo`: the whole house on a made-up operation.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Makes a made-up operation, runs it, prints what was found and how it compares with the truth, and serves it in the browser.")
final class DemoCommand implements Callable<Integer> {
    private static final String FIRST = "made-up.inkwell";
    private static final String SECOND = "made-up.compass";

    @Option(
            names = "--into",
            paramLabel = "DIR",
            description = "Where to make it; a temporary folder unless told.")
    private @Nullable Path into;

    @Option(
            names = "--scale",
            paramLabel = "small|operation",
            description = "How large; small unless told.")
    private ScenarioCommand.Scale scale = ScenarioCommand.Scale.SMALL;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Another seed makes another operation; 1 unless told.")
    private long seed = 1;

    @Option(names = "--no-serve", description = "End after the comparison.")
    private boolean noServe;

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--memory", paramLabel = "SIZE", description = HeapSize.HELP)
    void memory(String size) {
        HeapSize.check(size);
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Output.of(spec);
        PrintWriter err = Output.forPeople(spec);
        Path folder = into == null ? Files.createTempDirectory("tutela-demo-") : into;
        Path operation = folder.resolve("operation");
        Path chosen = folder.resolve("case");
        if (!Files.exists(operation.resolve("exhibits.csv"))) {
            err.println("Making a made-up operation in " + operation);
            scale.of(seed).write(operation);
        }
        CaseRun.Outcome outcome;
        try (CaseFolder open = CaseFolder.openForWriting(chosen)) {
            Logs.to(open.log());
            CaseRun.Settings settings =
                    new CaseRun.Settings(Set.of(), Runtime.getRuntime().availableProcessors());
            outcome =
                    new CaseRun(open, new TerminalProgress(err), Examinations.all())
                            .run(
                                    ExhibitsFile.read(operation.resolve("exhibits.csv")),
                                    lists(operation),
                                    settings);
        }
        err.println(outcome.sentence());
        boolean right;
        try (CaseFolder open = CaseFolder.openForReading(chosen);
                CaseQuery query = CaseQuery.open(open)) {
            List<Score.Line> lines = Score.of(query, operation.resolve("truth"));
            out.println("What was found, beside the truth:");
            Score.print(lines, new TextSink(out), out);
            right = lines.stream().allMatch(Score.Line::right);
        }
        out.println(
                right
                        ? "Every linked table is complete, and nothing is extra."
                        : "The case and the truth differ in the rows above.");
        discloseToSpain(chosen, folder.resolve("packages"), out);
        out.println("The case lies in " + chosen + ": try ./tutela facts " + chosen);
        out.flush();
        if (!noServe) {
            ServeCommand.serve(new Settings(chosen, "127.0.0.1", Settings.PORT, null, null), out);
        }
        return right ? 0 : 1;
    }

    /// One made-up officer chooses what concerns Spain, another agrees, and the package is written.
    /// Once made, it stays as it is.
    private static void discloseToSpain(Path chosen, Path target, PrintWriter out)
            throws IOException {
        InstantSource clock = InstantSource.system();
        try (CaseFolder open = CaseFolder.openForReading(chosen);
                CaseQuery query = CaseQuery.open(open);
                CaseOriginals originals = new CaseOriginals(open);
                Casebook casebook = Casebook.open(chosen, clock)) {
            PackageProposals proposals = new PackageProposals(casebook);
            if (!proposals.list().isEmpty()) {
                return;
            }
            for (String officer : List.of(FIRST, SECOND)) {
                if (casebook.users().find(officer).isEmpty()) {
                    casebook.users()
                            .put(
                                    "demo",
                                    new User(
                                            officer,
                                            Role.INVESTIGATOR,
                                            Set.of(User.ALL_EXHIBITS),
                                            false,
                                            false),
                                    unguessable());
                }
            }
            PackageOrder order =
                    new PackageOrder(
                            "ES",
                            "Made-up court, Madrid",
                            "Made-up prosecutor",
                            "Made-up request ES 12/2026",
                            "police use only",
                            "2031-12-31",
                            "es");
            Scope scope = Scope.of(open, query, order, casebook);
            if (scope.empty()) {
                return;
            }
            PackageProposals.Proposal proposal =
                    proposals.propose(Author.ofCommand(FIRST), order, scope);
            PackageDecision decision =
                    proposals.approve(
                            Author.ofCommand(SECOND), proposal, "Answers the request, no more.");
            PackageWriter.Written written =
                    new PackageWriter(open, query, casebook, StandaloneJar.toBytes())
                            .with(originals, SoftwareBill.ofThisProcess())
                            .write(target, decision, SealingKey.ofCase(chosen, clock.instant()));
            out.println(
                    "The package for Spain, chosen by "
                            + FIRST
                            + " and approved by "
                            + SECOND
                            + ", lies in "
                            + written.path()
                            + ": try ./tutela verify "
                            + written.path());
        }
    }

    /// Nobody signs in with it: a password is set by `tutela user`.
    private static String unguessable() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().encodeToString(random);
    }

    private static List<Path> lists(Path operation) throws IOException {
        List<Path> lists = new ArrayList<>();
        try (var files = Files.list(operation.resolve("lists"))) {
            files.sorted().forEach(lists::add);
        }
        return lists;
    }
}
