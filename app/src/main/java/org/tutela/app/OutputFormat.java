package org.tutela.app;

import java.io.IOException;
import java.io.PrintWriter;
import org.tutela.answers.CsvSink;
import org.tutela.answers.JsonSink;
import org.tutela.answers.RowSink;
import org.tutela.answers.TextSink;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// How rows are written to standard output.
final class OutputFormat {
    @ArgGroup(exclusive = true)
    private Choice choice = new Choice();

    private static final class Choice {
        @Option(names = "--csv", description = "RFC 4180 with a header line.")
        private boolean csv;

        @Option(names = "--json", description = "One JSON object per line.")
        private boolean json;
    }

    /// A sink over `out`.
    RowSink sink(PrintWriter out) throws IOException {
        if (choice.csv) {
            return new CsvSink(out);
        }
        return choice.json ? new JsonSink(out) : new TextSink(out);
    }
}
