package org.tutela.answers.ask;

import java.io.IOException;
import java.util.List;
import org.tutela.answers.Kept;

/// What was examined, by what, what was not, and why.
public record Coverage() implements Question<Coverage.Answer> {

    /// The coverage.
    ///
    /// @param sources rows of `exhibit`, `name`, `source`, `items`, `bytes`, `examinations`,
    ///   `problems`
    /// @param examinations rows of `examination`, `version`, `sources`, `done`, `partly`, `failed`,
    ///   `bytes`
    /// @param problems rows of `code`, `kind`, `n`, `exhibits`, `detail` (one of them)
    public record Answer(List<Row> sources, List<Row> examinations, List<Row> problems) {}

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return "coverage";
    }

    @Override
    public Answer answer(Desk desk) throws IOException {
        desk.keep(SOURCES);
        desk.keep(EXAMINATIONS);
        desk.keep(PROBLEMS);
        return new Answer(
                desk.rows("SELECT * FROM {coverage_source} ORDER BY exhibit, name, source"),
                desk.rows("SELECT * FROM {coverage_examination} ORDER BY examination"),
                desk.rows("SELECT * FROM {coverage_problem} ORDER BY n DESC, code"));
    }

    static final Kept SOURCES =
            new Kept(
                    "coverage_source",
                    """
                    WITH items AS (SELECT source, count(*) AS n, sum(size)::BIGINT AS bytes FROM {item} GROUP BY source),
                    done AS (SELECT source, count(DISTINCT examination) AS n FROM {examined} GROUP BY source),
                    trouble AS (SELECT source, count(*) AS n FROM {problem} GROUP BY source)
                    SELECT e.exhibit, e.name, e.source, i.n AS items, i.bytes, d.n AS examinations, t.n AS problems
                    FROM {exhibits} e LEFT JOIN items i ON i.source = e.source LEFT JOIN done d ON d.source = e.source
                    LEFT JOIN trouble t ON t.source = e.source ORDER BY e.exhibit, e.name, e.source LIMIT 2000
                    """);

    static final Kept EXAMINATIONS =
            new Kept(
                    "coverage_examination",
                    """
                    SELECT examination, max(version) AS version, count(DISTINCT source) AS sources,
                        count(*) FILTER (outcome = 'DONE') AS done, count(*) FILTER (outcome = 'PARTLY') AS partly,
                        count(*) FILTER (outcome = 'FAILED') AS failed, sum(bytes)::BIGINT AS bytes
                    FROM {examined} GROUP BY examination
                    """);

    static final Kept PROBLEMS =
            new Kept(
                    "coverage_problem",
                    """
                    SELECT code, any_value(kind) AS kind, count(*) AS n,
                        string_agg(DISTINCT exhibit, ' ' ORDER BY exhibit) AS exhibits, min(detail) AS detail
                    FROM {problem} GROUP BY code ORDER BY n DESC, code LIMIT 500
                    """);
}
