package org.tutela.web.page;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.Countries;
import org.tutela.answers.ask.Row;
import org.tutela.web.view.CsvTable;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Tiles;
import org.tutela.web.view.Visit;

/// `/countries`: where accounts point to.
public final class CountriesPage implements Page {
    private static final List<String> COLUMNS =
            List.of(
                    "country",
                    "accounts",
                    "basis",
                    "two",
                    "elsewhere",
                    "groups",
                    "messages",
                    "exhibits");

    private final Answers answers;
    private final Screens screens;

    /// Asks `answers`.
    public CountriesPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    /// What the template shows.
    ///
    /// @param rows the countries
    /// @param tiles the map of them
    public record Shown(List<Row> rows, Tiles tiles) {
        /// Accounts with a country.
        public long known() {
            return rows.stream()
                    .filter(row -> !row.text("country").isEmpty())
                    .mapToLong(row -> row.number("accounts"))
                    .sum();
        }

        /// Accounts without.
        public long unknown() {
            return rows.stream()
                    .filter(row -> row.text("country").isEmpty())
                    .mapToLong(row -> row.number("accounts"))
                    .sum();
        }

        /// Accounts for which two bases agree.
        public long two() {
            return rows.stream().mapToLong(row -> row.number("two")).sum();
        }
    }

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/countries", this::show);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        boolean asTable = visit.asTable();
        List<Row> rows = answers.ask(visit.viewer(), new Countries());
        if (asTable) {
            return screens.table(visit, "countries", CsvTable.of(COLUMNS, rows));
        }
        Map<String, Long> counts = new TreeMap<>();
        rows.forEach(row -> counts.put(row.text("country"), row.number("accounts")));
        return screens.show(
                visit, "countries", visit.say("nav.countries"), new Shown(rows, Tiles.of(counts)));
    }
}
