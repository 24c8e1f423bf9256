package org.tutela.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// The product as its users call it: a command in, an exit code and what was said out.
final class Product {
    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private Product() {}

    /// What a command said.
    record Said(int code, ByteArrayOutputStream said, String err) {
        byte[] bytes() {
            return said.toByteArray();
        }

        String out() {
            return said.toString(StandardCharsets.UTF_8);
        }
    }

    /// Runs one command in this process.
    static Said run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
            int code = Main.run(arguments);
            return new Said(code, said, told.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /// Starts one command in a process of its own, which can be killed; what it says is thrown
    /// away.
    static Process start(Object... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                "org.tutela.app.Main"));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Asks a case by `tutela query`; the rows, with their columns by name.
    static List<CSVRecord> query(Path chosen, String sql) throws IOException {
        Said said = run("query", chosen.toString(), sql, "--csv");
        if (said.code() != 0) {
            throw new AssertionError(sql + ": " + said.err());
        }
        try (CSVParser parser = CSVParser.parse(said.out(), CSV)) {
            return parser.getRecords();
        }
    }

    /// The only value of the only row of an answer.
    static String value(Path chosen, String sql) throws IOException {
        List<CSVRecord> rows = query(chosen, sql);
        if (rows.size() != 1) {
            throw new AssertionError(sql + ": " + rows);
        }
        return rows.getFirst().get(0);
    }
}
