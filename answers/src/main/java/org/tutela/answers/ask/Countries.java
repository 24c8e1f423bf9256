package org.tutela.answers.ask;

import java.io.IOException;
import java.util.List;
import org.tutela.answers.Kept;

/// Where accounts point to: where a number was issued, not where a person is.
public record Countries() implements Question<List<Row>> {

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return "countries";
    }

    /// Rows of `country` (empty where not known), `basis` (the strongest), `accounts`, `two` (of
    /// these, those whose own device was seized there too: a second, independent basis),
    /// `elsewhere` (those whose own device was seized in another country), `groups`, `messages`,
    /// `exhibits` (seized there).
    @Override
    public List<Row> answer(Desk desk) throws IOException {
        desk.keep(ALL);
        return desk.rows("SELECT * FROM {countries} ORDER BY accounts DESC, country");
    }

    static final Kept ALL =
            new Kept(
                    "countries",
                    """
                    WITH wrote AS (SELECT sender, sum(messages)::BIGINT AS n FROM {wrote} GROUP BY sender),
                    groups AS (SELECT a.country, count(DISTINCT m.conversation) AS n FROM {membership} m
                        JOIN {linked_account} a ON a.account = m.account GROUP BY a.country),
                    owned AS (SELECT o.account, bool_or(e.country = a.country) AS there, bool_or(e.country <> a.country) AS elsewhere
                        FROM {device_owner} o JOIN {exhibits} e ON e.source = o.source AND e.country <> ''
                        JOIN {linked_account} a ON a.account = o.account GROUP BY o.account),
                    seized AS (SELECT country, count(DISTINCT exhibit) AS n FROM {exhibits} GROUP BY country)
                    SELECT coalesce(a.country, '') AS country, string_agg(DISTINCT a.country_basis, ' ') AS basis,
                        count(*) AS accounts, any_value(g.n) AS groups, sum(w.n)::BIGINT AS messages, any_value(s.n) AS exhibits,
                        count(*) FILTER (o.there) AS two, count(*) FILTER (o.elsewhere AND NOT o.there) AS elsewhere
                    FROM {linked_account} a LEFT JOIN wrote w ON w.sender = a.account
                    LEFT JOIN owned o ON o.account = a.account
                    LEFT JOIN groups g ON g.country = a.country LEFT JOIN seized s ON s.country = a.country
                    GROUP BY a.country ORDER BY accounts DESC, country
                    """);
}
