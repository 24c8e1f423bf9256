package org.tutela.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `java -jar verify.jar [PACKAGE] [FINGERPRINT]`: the package it lies in unless told. Exit codes:
/// 0 everything holds, 1 the package does not hold, 2 wrong use, 3 this machine's disk failed.
public final class Main {
    private Main() {}

    /// Runs the check and ends the process.
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        if (arguments.length > 2 || (arguments.length > 0 && arguments[0].startsWith("-"))) {
            out.println("java -jar verify.jar [PACKAGE [FINGERPRINT]]");
            System.exit(2);
        }
        @Nullable String trusted = arguments.length == 2 ? arguments[1] : null;
        System.exit(run(arguments.length == 0 ? home() : Path.of(arguments[0]), trusted, out));
    }

    /// Checks and prints; returns the exit code.
    static int run(Path root, @Nullable String trusted, PrintWriter out) {
        try {
            boolean valid = true;
            for (Map.Entry<Path, Verdict> checked :
                    PackageCheck.checkAll(root, trusted).entrySet()) {
                out.println(checked.getKey());
                checked.getValue().print(out);
                valid &= checked.getValue().valid();
            }
            return valid ? 0 : 1;
        } catch (IOException e) {
            out.println("The package could not be read: " + e.getMessage());
            return 3;
        }
    }

    /// The folder that the verifier lies in.
    private static Path home() {
        try {
            Path jar = StandaloneJar.home();
            Path folder = jar.toAbsolutePath().getParent();
            return folder == null ? Path.of("") : folder;
        } catch (IOException e) {
            return Path.of("");
        }
    }
}
