package org.tutela.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.CaseQuery;
import org.tutela.answers.Kept;
import org.tutela.answers.RowSink;
import org.tutela.answers.ask.Shared;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.RegisteredSource;
import org.tutela.run.Examinations;
import org.tutela.run.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tutela run CASE [SOURCE…]`.
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Creates the case where there is none, registers the sources, examines what is not yet examined, and links.",
            "The same command again goes on where it stopped. Without SOURCE it only goes on."
        })
final class RunCommand implements Callable<Integer> {
    @Mixin private CaseArgument chosen = new CaseArgument();

    @Parameters(
            index = "1..*",
            paramLabel = "SOURCE",
            description = "First file of a disk image, an archive, or a folder.")
    private List<Path> sources = List.of();

    @Option(
            names = "--exhibit",
            paramLabel = "REF",
            description = "Reference of the exhibit that the sources were made from.")
    private @Nullable String exhibit;

    @Option(
            names = "--exhibits",
            paramLabel = "FILE.csv",
            description =
                    "Exhibits and their sources: exhibit,path,kind,country,holder,seized,authority.")
    private @Nullable Path exhibits;

    @Option(
            names = "--list",
            paramLabel = "FILE",
            description = "A known-file list to match with; may be given many times.")
    private List<Path> lists = List.of();

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "EXAMINATION",
            description =
                    "Only these examinations, such as digests,type; the rest may follow later.")
    private Set<String> only = new TreeSet<>();

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Items examined at once; the number of cores unless told.")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--memory", paramLabel = "SIZE", description = HeapSize.HELP)
    void memory(String size) {
        HeapSize.check(size);
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter err = Output.forPeople(spec);
        if (workers < 1) {
            throw new WrongUse("--workers takes a number of 1 or more.");
        }
        List<Run.Exhibit> given = given();
        for (Path list : lists) {
            if (!Files.isReadable(list)) {
                throw new WrongUse("The known-file list " + list + " cannot be read.");
            }
        }
        CaseRun.Outcome outcome;
        try (CaseFolder folder = chosen.openForWriting()) {
            outcome =
                    new CaseRun(folder, new TerminalProgress(err), Examinations.all())
                            .run(given, lists, new CaseRun.Settings(only, workers));
        } catch (IllegalArgumentException e) {
            throw new WrongUse(String.valueOf(e.getMessage()));
        }
        sayShared(err);
        outcome.refused().forEach(err::println);
        err.println(outcome.sentence());
        return outcome.problems() > 0 || !outcome.refused().isEmpty() ? 1 : 0;
    }

    /// What partners' packages and one's own exhibits both have. A case without packages asks
    /// nothing: to open the engine of questions costs a second.
    private void sayShared(PrintWriter err) throws IOException {
        try (CaseFolder folder = chosen.openForReading()) {
            List<RegisteredSource> packages =
                    folder.sources().stream()
                            .filter(source -> "package".equals(source.custody().get("kind")))
                            .toList();
            if (packages.isEmpty()) {
                return;
            }
            try (CaseQuery query = CaseQuery.open(folder)) {
                for (RegisteredSource each : packages) {
                    err.println(
                            "Of the package "
                                    + each.exhibit()
                                    + " your own exhibits have too: "
                                    + String.join(", ", shared(query, each.id().toString()))
                                    + ".");
                }
            }
        }
    }

    /// Such as `3 of 7 accounts`, for all that is compared.
    private static List<String> shared(CaseQuery query, String id) throws IOException {
        List<String> parts = new ArrayList<>();
        for (Shared.Comparison each : Shared.all()) {
            query.query(
                    Kept.in("main", each.sql()),
                    List.of(id, id),
                    new RowSink() {
                        @Override
                        public void begin(List<String> columns) {}

                        @Override
                        public void row(List<@Nullable Object> cells) {
                            parts.add(cells.get(1) + " of " + cells.get(0) + " " + each.what());
                        }

                        @Override
                        public void end() {}
                    });
        }
        return parts;
    }

    private List<Run.Exhibit> given() throws IOException {
        List<Run.Exhibit> given = new ArrayList<>();
        if (exhibits != null) {
            given.addAll(ExhibitsFile.read(exhibits));
        }
        for (Path source : sources) {
            Path name = source.toAbsolutePath().normalize().getFileName();
            String reference = exhibit != null ? exhibit : String.valueOf(name);
            given.add(new Run.Exhibit(source, reference, new TreeMap<>()));
        }
        for (Run.Exhibit each : given) {
            if (!Files.exists(each.path())) {
                throw new WrongUse(
                        "There is no "
                                + each.path()
                                + ": check the path of exhibit "
                                + each.exhibit()
                                + ".");
            }
        }
        return given;
    }
}
