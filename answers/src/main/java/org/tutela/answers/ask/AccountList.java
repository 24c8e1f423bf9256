package org.tutela.answers.ask;

import java.io.IOException;
import java.util.List;
import org.tutela.answers.Kept;

/// Which accounts there are.
///
/// @param sort what they are ordered by
/// @param country only those that point to this country, ISO 3166-1 alpha-2; `none`: those that
///   point to none; empty: all
/// @param page number of the page, from 1
public record AccountList(Sort sort, String country, int page) implements Question<Page<Row>> {
    /// Orders of the list.
    public enum Sort {
        /// In most groups first.
        GROUPS("g.n DESC NULLS LAST, a.devices DESC"),
        /// By name.
        NAME("lower(name)"),
        /// On most sources first.
        DEVICES("a.devices DESC, g.n DESC NULLS LAST"),
        /// By country, those of none last.
        COUNTRY("a.country NULLS LAST, g.n DESC NULLS LAST");

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
        return country.isEmpty() ? "accounts" : "country:" + country;
    }

    /// Rows of `account`, `name`, `handle`, `service`, `country`, `country_basis`, `devices`,
    /// `linked`, `groups` and `owns` (exhibits of which it is the owner's account).
    @Override
    public Page<Row> answer(Desk desk) throws IOException {
        desk.keep(GROUPS);
        long total =
                desk.row(
                                "SELECT count(*) AS n FROM {linked_account} a WHERE ? = '' OR "
                                        + FactList.COUNTRY,
                                country,
                                country)
                        .number("n");
        List<Row> rows =
                desk.rows(
                        """
                        WITH owned AS (SELECT o.account, string_agg(DISTINCT e.exhibit, ' ' ORDER BY e.exhibit) AS exhibits
                            FROM {device_owner} o JOIN {exhibits} e ON e.source = o.source GROUP BY o.account)
                        SELECT a.account, %s AS name, a.handle, a.service, a.country, a.country_basis, a.devices, a.linked,
                            g.n AS groups, o.exhibits AS owns
                        FROM {linked_account} a LEFT JOIN {account_groups} g ON g.account = a.account
                        LEFT JOIN owned o ON o.account = a.account WHERE ? = '' OR %s
                        ORDER BY %s, a.account LIMIT %d OFFSET %d
                        """
                                .formatted(
                                        Names.of("a", "a.account"),
                                        FactList.COUNTRY,
                                        sort.order,
                                        Page.ROWS,
                                        Page.offset(page)),
                        country,
                        country);
        return Page.of(rows, page, total);
    }

    static final Kept GROUPS =
            new Kept(
                    "account_groups",
                    "SELECT account, count(DISTINCT conversation) AS n FROM {membership} GROUP BY account");
}
