package org.tutela.webtest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Commands of the product, each a process of its own.
final class Product {
    private Product() {}

    /// Runs a command to its end and returns what it printed.
    static String run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        String output;
        try (BufferedReader reader = reader(process)) {
            output = reader.lines().collect(Collectors.joining("\n"));
        }
        process.waitFor();
        return output;
    }

    /// Starts serving a case, and returns when it answers.
    static Serving serve(Path chosen) throws IOException {
        Process process = start("serve", chosen.toString(), "--port", "0");
        BufferedReader reader = reader(process);
        String line = reader.readLine();
        while (line != null && !line.startsWith("The case is at ")) {
            line = reader.readLine();
        }
        if (line == null) {
            throw new IOException("the server ended before it answered");
        }
        Thread.ofVirtual().start(() -> drain(reader));
        return new Serving(process, line.substring("The case is at ".length()));
    }

    /// A running server.
    ///
    /// @param process its process
    /// @param address where it answers
    record Serving(Process process, String address) {}

    private static void drain(BufferedReader reader) {
        try (reader) {
            while (reader.readLine() != null) {
                // What it prints later is of no interest, but must not block it.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx768m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.awt.headless=true",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        "org.tutela.app.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
