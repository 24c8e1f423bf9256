package org.tutela.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.CaseQuery;
import org.tutela.answers.RowSink;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.RegisteredSource;
import org.tutela.run.Examinations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `tutela coverage CASE`.
@Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        description = "Per source: items, bytes, what was examined by what, what was not and why.")
final class CoverageCommand implements Callable<Integer> {
    @Mixin private CaseArgument chosen = new CaseArgument();

    @Mixin private OutputFormat format = new OutputFormat();

    @Spec private @Nullable CommandSpec spec;

    /// One row per source and examination. `not_wanted` are items of kinds that the examination
    /// does not read; `why` names the codes of the problems and how often each occurred.
    private static final String SQL =
            """
            WITH registered(source, exhibit, name) AS (VALUES SOURCES),
            asked(examination) AS (VALUES EXAMINATIONS),
            items AS (SELECT source, count(*) AS items, sum(size)::BIGINT AS bytes
                FROM item WHERE kind IN ('FILE', 'STREAM') GROUP BY source),
            seen AS (SELECT source, examination, max(version) AS version, count(*) AS examined,
                    sum(bytes)::BIGINT AS bytes,
                    count(*) FILTER (outcome = 'PARTLY') AS partly, count(*) FILTER (outcome = 'FAILED') AS failed
                FROM examined GROUP BY source, examination),
            counted AS (SELECT source, examination, code, count(*) AS n FROM problem GROUP BY ALL),
            trouble AS (SELECT source, examination, sum(n)::BIGINT AS problems,
                    string_agg(code || ' x ' || n, ', ' ORDER BY code) AS why
                FROM counted GROUP BY source, examination)
            SELECT r.exhibit, r.source, r.name, a.examination, s.version,
                coalesce(i.items, 0) AS items, coalesce(i.bytes, 0) AS bytes,
                coalesce(CASE WHEN a.examination = 'listing' THEN i.items ELSE s.examined END, 0) AS examined,
                coalesce(s.bytes, 0) AS examined_bytes,
                coalesce(s.partly, 0) AS partly, coalesce(s.failed, 0) AS failed,
                coalesce(i.items, 0) - coalesce(CASE WHEN a.examination = 'listing' THEN i.items ELSE s.examined END, 0) AS not_wanted,
                coalesce(t.problems, 0) AS problems,
                CASE WHEN i.items IS NULL THEN 'not listed yet: run the case'
                    WHEN s.examined IS NULL AND a.examination NOT IN ('listing', 'verify') THEN coalesce(t.why, 'not run, or no item of its kind')
                    ELSE t.why END AS why
            FROM registered r CROSS JOIN asked a
            LEFT JOIN items i ON i.source = r.source
            LEFT JOIN seen s ON s.source = r.source AND s.examination = a.examination
            LEFT JOIN trouble t ON t.source = r.source AND t.examination = a.examination
            ORDER BY r.exhibit, r.source, a.examination
            """;

    @Override
    public Integer call() throws IOException {
        try (CaseFolder folder = chosen.openForReading();
                CaseQuery query = CaseQuery.open(folder)) {
            RowSink sink = format.sink(Output.of(spec));
            if (folder.sources().isEmpty()) {
                throw new WrongUse(
                        "The case has no sources yet: `tutela run CASE SOURCE` adds one.");
            }
            String sources =
                    folder.sources().stream()
                            .map(CoverageCommand::values)
                            .collect(Collectors.joining(", "));
            String names =
                    Examinations.all().stream()
                            .map(examination -> "('" + examination.name() + "')")
                            .collect(Collectors.joining(", ", "('listing'), ('verify'), ", ""));
            query.query(SQL.replace("SOURCES", sources).replace("EXAMINATIONS", names), sink);
        }
        return 0;
    }

    private static String values(RegisteredSource source) {
        return "('%s', '%s', '%s')"
                .formatted(source.id(), quoted(source.exhibit()), quoted(source.name()));
    }

    private static String quoted(String text) {
        return text.replace("'", "''");
    }
}
