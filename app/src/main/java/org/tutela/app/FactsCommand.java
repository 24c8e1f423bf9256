package org.tutela.app;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.CaseQuery;
import org.tutela.answers.RowSink;
import org.tutela.answers.Selection;
import org.tutela.answers.TableCount;
import org.tutela.facts.CaseFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tutela facts CASE [TABLE]`.
@Command(
        name = "facts",
        mixinStandardHelpOptions = true,
        description =
                "Without TABLE: every table with its number of rows; otherwise its rows in a fixed order.")
final class FactsCommand implements Callable<Integer> {
    @Mixin private CaseArgument chosen = new CaseArgument();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TABLE",
            description = "A table, such as message.")
    private @Nullable String table;

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "a,b",
            description = "Only these columns, in this order.")
    private List<String> columns = List.of();

    @Option(
            names = "--where",
            paramLabel = "SQL",
            description = "Only rows that meet this condition.")
    private @Nullable String where;

    @Option(names = "--limit", paramLabel = "N", description = "At most N rows.")
    private @Nullable Long limit;

    @Mixin private OutputFormat format = new OutputFormat();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (CaseFolder folder = chosen.openForReading();
                CaseQuery query = CaseQuery.open(folder)) {
            RowSink sink = format.sink(Output.of(spec));
            if (table == null) {
                sink.begin(List.of("table", "rows"));
                for (TableCount count : query.tables()) {
                    sink.row(List.of(count.table(), count.rows()));
                }
                sink.end();
            } else {
                query.rows(
                        new Selection(table, columns, where, limit == null ? Selection.ALL : limit),
                        sink);
            }
        }
        return 0;
    }
}
