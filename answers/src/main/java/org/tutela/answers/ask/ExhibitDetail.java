package org.tutela.answers.ask;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What an exhibit is, and whether one can rely on it.
///
/// @param exhibit its reference
public record ExhibitDetail(String exhibit) implements Question<ExhibitDetail.Answer> {

    /// The exhibit.
    ///
    /// @param sources rows of the table `exhibits`, one a source
    /// @param digests rows of the table `source`
    /// @param coverage rows of `examination`, `version`, `done`, `partly`, `failed`, `bytes`
    /// @param problems rows of `code`, `kind`, `detail`, `address`, `fact`; at most 200
    /// @param owners rows of `account`, `name`, `basis`, `linked`
    /// @param items items by kind: rows of `kind`, `items`, `bytes`
    /// @param before reference of the exhibit before it; empty where it is the first
    /// @param after reference of the exhibit after it; empty where it is the last
    /// @param shared of a partner's package, what one's own exhibits have too; empty for others
    public record Answer(
            List<Row> sources,
            List<Row> digests,
            List<Row> coverage,
            List<Row> problems,
            List<Row> owners,
            List<Row> items,
            String before,
            String after,
            List<Both> shared) {}

    /// How much of what a package states one's own exhibits state too.
    ///
    /// @param what `accounts`, `conversations`, `messages`, `contents`
    /// @param stated in the package
    /// @param both there and on one's own exhibits
    public record Both(String what, long stated, long both) {}

    private static List<Both> shared(Desk desk, List<Row> sources) throws IOException {
        List<Both> shared = new ArrayList<>();
        for (Row source : sources) {
            String id = source.text("source");
            if (desk.row(Shared.IS_PACKAGE, id).number("rows") > 0) {
                for (Shared.Comparison each : Shared.all()) {
                    Row row = desk.row(each.sql(), id, id);
                    shared.add(new Both(each.what(), row.number("stated"), row.number("both")));
                }
            }
        }
        return shared;
    }

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return "exhibit:" + exhibit;
    }

    @Override
    public Answer answer(Desk desk) throws IOException {
        List<Row> sources =
                desk.rows(
                        "SELECT * FROM {exhibits} WHERE exhibit = ? ORDER BY name, source",
                        exhibit);
        if (sources.isEmpty()) {
            throw new NotFound(exhibit);
        }
        return new Answer(
                sources,
                desk.rows("SELECT * FROM {source} WHERE exhibit = ? ORDER BY name, fact", exhibit),
                desk.rows(
                        """
                        SELECT examination, max(version) AS version, count(*) FILTER (outcome = 'DONE') AS done,
                            count(*) FILTER (outcome = 'PARTLY') AS partly, count(*) FILTER (outcome = 'FAILED') AS failed,
                            sum(bytes)::BIGINT AS bytes
                        FROM {examined} WHERE exhibit = ? GROUP BY examination ORDER BY examination
                        """,
                        exhibit),
                desk.rows(
                        "SELECT code, kind, detail, address, fact FROM {problem} WHERE exhibit = ? ORDER BY"
                                + " code, address LIMIT 200",
                        exhibit),
                desk.rows(
                        """
                        SELECT o.account, %s AS name, o.basis, o.linked FROM {device_owner} o
                        JOIN {exhibits} e ON e.source = o.source LEFT JOIN {linked_account} a ON a.account = o.account
                        WHERE e.exhibit = ? ORDER BY o.account
                        """
                                .formatted(Names.of("a", "o.account")),
                        exhibit),
                desk.rows(
                        "SELECT kind, count(*) AS items, sum(size)::BIGINT AS bytes FROM {item} WHERE exhibit ="
                                + " ? GROUP BY kind ORDER BY items DESC",
                        exhibit),
                desk.row("SELECT max(exhibit) AS e FROM {exhibits} WHERE exhibit < ?", exhibit)
                        .text("e"),
                desk.row("SELECT min(exhibit) AS e FROM {exhibits} WHERE exhibit > ?", exhibit)
                        .text("e"),
                shared(desk, sources));
    }
}
