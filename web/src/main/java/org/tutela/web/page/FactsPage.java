package org.tutela.web.page;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.FactList;
import org.tutela.answers.ask.Row;
import org.tutela.web.view.CsvTable;
import org.tutela.web.view.Screen;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;
import org.tutela.web.view.WrongParameter;

/// `/facts`: the rows that a number counts, each with its ground.
public final class FactsPage implements Page {
    private static final Set<String> NUMBERS = Set.of("bytes", "size", "version");

    private final Answers answers;
    private final Screens screens;

    /// Asks `answers`.
    public FactsPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    /// What the template shows.
    ///
    /// @param asked the question
    /// @param page its answer
    public record Shown(FactList asked, org.tutela.answers.ask.Page<Row> page) {
        /// The columns that are shown: all but the ids.
        public List<String> columns() {
            return page.rows().isEmpty()
                    ? List.of()
                    : page.rows().getFirst().columns().stream()
                            .filter(column -> !Set.of("fact", "linked").contains(column))
                            .toList();
        }

        /// The address of this list, ready for one more parameter.
        public String href() {
            return Screen.factsOf(asked.of().table(), asked.only()) + "&";
        }

        /// Whether a column holds numbers.
        public boolean numeric(String column) {
            return NUMBERS.contains(column);
        }

        /// Where the ground of a row is.
        public String how(Screen screen, Row row) {
            String table = asked.of().table();
            return row.columns().contains("linked")
                    ? screen.howLinked(table, row.text("linked"))
                    : screen.howFact(table, row.text("fact"), row.text("address"));
        }

        /// The words of a cell.
        public String cell(Screen screen, Row row, String column) {
            Object value = row.value(column);
            if (value instanceof Instant time) {
                return screen.second(time);
            }
            if (value instanceof Number && !column.equals("version")) {
                return screen.number(row.number(column));
            }
            String text = row.text(column);
            return text.isEmpty() ? "–" : screen.factValue(column, text);
        }
    }

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/facts", this::show);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        boolean asTable = visit.asTable();
        visit.need("of");
        FactList.Of of = visit.choice("of", FactList.Of.ITEM, FactList.Of.class);
        Map<String, String> only = new TreeMap<>();
        for (String name : of.filters()) {
            if (!visit.text(name).isEmpty()) {
                only.put(name, visit.text(name));
            }
        }
        if (only.isEmpty() && of != FactList.Of.SOURCE) {
            throw new WrongParameter("of");
        }
        FactList asked = new FactList(of, only, visit.page());
        Shown shown = new Shown(asked, answers.ask(visit.viewer(), asked));
        if (asTable) {
            return screens.table(
                    visit, of.table(), CsvTable.of(shown.columns(), shown.page().rows()));
        }
        return screens.show(visit, "facts", visit.say("facts.title." + of.table()), shown);
    }
}
