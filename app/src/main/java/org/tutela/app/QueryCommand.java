package org.tutela.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.CaseQuery;
import org.tutela.answers.RowSink;
import org.tutela.facts.CaseFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tutela query CASE SQL`.
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        description = "One read-only SQL statement over the tables of `tutela facts`.")
final class QueryCommand implements Callable<Integer> {
    @Mixin private CaseArgument chosen = new CaseArgument();

    @Parameters(index = "1", paramLabel = "SQL", description = "The statement, in DuckDB's SQL.")
    private String sql = "";

    @Mixin private OutputFormat format = new OutputFormat();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (CaseFolder folder = chosen.openForReading();
                CaseQuery query = CaseQuery.open(folder)) {
            RowSink sink = format.sink(Output.of(spec));
            query.query(sql, sink);
        }
        return 0;
    }
}
