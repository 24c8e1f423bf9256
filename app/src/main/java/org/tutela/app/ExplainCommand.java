package org.tutela.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.CaseQuery;
import org.tutela.answers.RowSink;
import org.tutela.answers.TextSink;
import org.tutela.facts.CaseFolder;
import org.tutela.model.Address;
import org.tutela.model.Citation;
import org.tutela.model.FactTable;
import org.tutela.model.FactTables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tutela explain CASE ADDRESS`.
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Every fact about a place, with what it rests on and what rests on it.")
final class ExplainCommand implements Callable<Integer> {
    @Mixin private CaseArgument chosen = new CaseArgument();

    @Parameters(
            index = "1",
            paramLabel = "ADDRESS",
            description = "An address, as `tutela list` prints it.")
    private String place = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most N facts of each table; 50 unless told.")
    private int limit = 50;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Output.of(spec);
        try (CaseFolder folder = chosen.openForReading();
                CaseQuery query = CaseQuery.open(folder)) {
            Address address = Place.parse(folder, place);
            out.println(
                    "exhibit "
                            + Place.source(folder, address).exhibit()
                            + " ▸ "
                            + Place.source(folder, address).name()
                            + " ▸ "
                            + place);
            long found = 0;
            for (FactTable<?> table : FactTables.facts()) {
                found +=
                        show(
                                query,
                                out,
                                table.name(),
                                "SELECT * EXCLUDE (exhibit, source) FROM "
                                        + table.name()
                                        + " WHERE source = ? AND (address = ? OR starts_with(address, ?)) ORDER BY address, fact LIMIT "
                                        + limit,
                                address);
            }
            for (FactTable<?> table : FactTables.linked()) {
                if (table != Citation.TABLE) {
                    found += show(query, out, table.name(), citing(table.name()), address);
                }
            }
            if (found == 0) {
                throw new WrongUse(
                        "No fact is known about "
                                + place
                                + ": `tutela list` prints the addresses of a source.");
            }
        }
        return 0;
    }

    /// Linked facts that rest on a fact about the place.
    private String citing(String table) {
        StringBuilder facts = new StringBuilder();
        for (FactTable<?> each : FactTables.facts()) {
            facts.append(facts.isEmpty() ? "" : " UNION ALL ")
                    .append("SELECT fact FROM ")
                    .append(each.name())
                    .append(
                            ", asked WHERE source = asked.s AND (address = asked.a OR starts_with(address, asked.b))");
        }
        return "WITH asked(s, a, b) AS (SELECT ?, ?, ?), about AS ("
                + facts
                + ") SELECT DISTINCT t.* FROM "
                + table
                + " t JOIN cites c ON c.linked = t.linked JOIN about ON about.fact = c.fact ORDER BY t.linked LIMIT "
                + limit;
    }

    /// Rows under the name of their table; nothing where there are none.
    private static final class Titled implements RowSink {
        private final String title;
        private final PrintWriter out;
        private final TextSink rows;
        private List<String> columns = List.of();
        private long count;

        Titled(String title, PrintWriter out) {
            this.title = title;
            this.out = out;
            this.rows = new TextSink(out);
        }

        @Override
        public void begin(List<String> names) {
            columns = names;
        }

        @Override
        public void row(List<@Nullable Object> values) throws IOException {
            if (count == 0) {
                out.println("\n" + title);
                rows.begin(columns);
            }
            count++;
            rows.row(values);
        }

        @Override
        public void end() throws IOException {
            if (count > 0) {
                rows.end();
            }
        }
    }

    private static long show(
            CaseQuery query, PrintWriter out, String table, String sql, Address address)
            throws IOException {
        List<Object> asked =
                List.of(address.source().toString(), address.toString(), address + "::");
        Titled rows = new Titled(table, out);
        query.query(sql, asked, rows);
        return rows.count;
    }
}
