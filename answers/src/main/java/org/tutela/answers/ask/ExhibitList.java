package org.tutela.answers.ask;

import java.io.IOException;
import java.util.List;
import org.tutela.answers.Kept;

/// Which exhibits there are, and how far each is examined.
///
/// @param sort their order
/// @param page number of the page, from 1
public record ExhibitList(Sort sort, int page) implements Question<Page<Row>> {

    /// Orders of the list; the reference decides where the rest is equal.
    public enum Sort {
        /// By reference.
        EXHIBIT("e.exhibit"),
        /// By country, those of none last.
        COUNTRY("nullif(any_value(e.country), '') NULLS LAST"),
        /// Most items first.
        ITEMS("any_value(c.items) DESC NULLS LAST"),
        /// Most messages first.
        MESSAGES("any_value(c.messages) DESC NULLS LAST"),
        /// Most problems first.
        PROBLEMS("any_value(c.problems) DESC NULLS LAST");

        private final String order;

        Sort(String order) {
            this.order = order;
        }
    }

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return "exhibits";
    }

    /// Rows of `exhibit`, `kind`, `country`, `holder`, `seized`, `sources`, `size`, `items`,
    /// `messages`, `problems`.
    @Override
    public Page<Row> answer(Desk desk) throws IOException {
        desk.keep(COUNTS);
        long total = desk.row("SELECT count(DISTINCT exhibit) AS n FROM {exhibits}").number("n");
        List<Row> rows =
                desk.rows(
                        """
                        SELECT e.exhibit, any_value(e.kind) AS kind, any_value(e.country) AS country,
                            any_value(e.holder) AS holder, any_value(e.seized) AS seized, count(*) AS sources,
                            sum(e.size)::BIGINT AS size, any_value(c.items) AS items,
                            any_value(c.messages) AS messages, any_value(c.problems) AS problems
                        FROM {exhibits} e LEFT JOIN {exhibit_count} c ON c.exhibit = e.exhibit
                        GROUP BY e.exhibit ORDER BY %s, e.exhibit LIMIT %d OFFSET %d
                        """
                                .formatted(sort.order, Page.ROWS, Page.offset(page)));
        return Page.of(rows, page, total);
    }

    static final Kept COUNTS =
            new Kept(
                    "exhibit_count",
                    """
                    WITH items AS (SELECT exhibit, count(*) AS n FROM {item} GROUP BY exhibit),
                    messages AS (SELECT exhibit, count(*) AS n FROM {message} GROUP BY exhibit),
                    problems AS (SELECT exhibit, count(*) AS n FROM {problem} GROUP BY exhibit),
                    known AS (SELECT DISTINCT exhibit FROM {exhibits})
                    SELECT k.exhibit, i.n AS items, m.n AS messages, p.n AS problems
                    FROM known k LEFT JOIN items i ON i.exhibit = k.exhibit
                    LEFT JOIN messages m ON m.exhibit = k.exhibit LEFT JOIN problems p ON p.exhibit = k.exhibit
                    """);
}
