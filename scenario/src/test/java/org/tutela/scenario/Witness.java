package org.tutela.scenario;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Another program that judges what we made; skips loudly where it is not installed.
record Witness(int exit, String output) {

    static Witness call(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        } catch (IOException e) {
            System.err.println("SKIPPED: " + command[0] + " is not installed, no second witness");
            assumeTrue(false, command[0] + " is not installed");
            throw e;
        }
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Witness(process.waitFor(), output);
    }
}
