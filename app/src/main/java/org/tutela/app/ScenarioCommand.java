package org.tutela.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutela.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tutela scenario DIR`.
@Command(
        name = "scenario",
        mixinStandardHelpOptions = true,
        description = "Makes a made-up operation: exhibits, lists and the truth about them.")
final class ScenarioCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "An empty or new folder.")
    private Path folder = Path.of("");

    @Option(
            names = "--scale",
            paramLabel = "small|operation",
            description = "How large; small unless told.")
    private Scale scale = Scale.SMALL;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Another seed makes another operation; 1 unless told.")
    private long seed = 1;

    @Spec private @Nullable CommandSpec spec;

    /// How large an operation is.
    enum Scale {
        SMALL,
        OPERATION;

        Scenario of(long seed) {
            return this == SMALL ? Scenario.small(seed) : Scenario.operation(seed);
        }
    }

    @Override
    public Integer call() throws IOException {
        scale.of(seed).write(folder);
        Output.forPeople(spec)
                .println(
                        "A made-up operation lies in "
                                + folder
                                + ": its exhibits.csv goes to `tutela run CASE --exhibits`.");
        return 0;
    }
}
