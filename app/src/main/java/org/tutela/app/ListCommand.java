package org.tutela.app;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.CaseQuery;
import org.tutela.answers.RowSink;
import org.tutela.facts.CaseFolder;
import org.tutela.model.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tutela list CASE SOURCE-or-ADDRESS`.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "What a place holds, at any depth; every address can be given to list, show-bytes and explain.")
final class ListCommand implements Callable<Integer> {
    @Mixin private CaseArgument chosen = new CaseArgument();

    @Parameters(
            index = "1",
            paramLabel = "SOURCE-or-ADDRESS",
            description = "An exhibit's reference, a source or an address.")
    private String place = "";

    @Option(
            names = "--deleted",
            description = "Only what is listed as deleted; left out otherwise.")
    private boolean deleted;

    @Mixin private OutputFormat format = new OutputFormat();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (CaseFolder folder = chosen.openForReading();
                CaseQuery query = CaseQuery.open(folder)) {
            RowSink sink = format.sink(Output.of(spec));
            Address address = Place.parse(folder, place);
            query.query(
                    "SELECT kind, size, modified, path, address FROM item WHERE source = ? AND (address = ? OR starts_with(address, ?))"
                            + " AND (origin = 'DELETED') = ? ORDER BY address",
                    List.of(
                            address.source().toString(),
                            address.toString(),
                            address + "::",
                            deleted),
                    sink);
        }
        return 0;
    }
}
