package org.tutela.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutela.verify.PackageCheck;
import org.tutela.verify.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tutela verify PACKAGE`.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Checks a sealed package, or every package in a folder. Exit code 1 where one does"
                        + " not hold.")
final class VerifyCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PACKAGE", description = "Its folder.")
    private Path root = Path.of("");

    @Option(
            names = "--certificate",
            paramLabel = "FINGERPRINT",
            description = "SHA-256 fingerprint of the certificate that must have sealed it.")
    private @Nullable String trusted;

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--memory", paramLabel = "SIZE", description = HeapSize.HELP)
    void memory(String size) {
        HeapSize.check(size);
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Output.of(spec);
        boolean valid = true;
        for (Map.Entry<Path, Verdict> checked : PackageCheck.checkAll(root, trusted).entrySet()) {
            out.println(checked.getKey());
            checked.getValue().print(out);
            valid &= checked.getValue().valid();
        }
        return valid ? 0 : 1;
    }
}
