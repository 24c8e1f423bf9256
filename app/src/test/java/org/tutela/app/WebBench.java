package org.tutela.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Role;
import org.tutela.casebook.User;
import org.tutela.facts.CaseFolder;
import org.tutela.link.LinkRun;

/// Measures the pages: `WebBench write FOLDER MESSAGES PICTURES` makes a case of made-up facts on
/// 30 devices and links it; `WebBench load FOLDER SECONDS` serves it by a process of its own to ten
/// people who open a page every two seconds. Prints the 95th of times per page as the people saw
/// them, CPU seconds, and the memory of the server (Linux).
public final class WebBench {
    private static final int PEOPLE = 10;
    private static final String PASSWORD = "twelve balls and a goal";
    private static final String NAME = "load-";

    private WebBench() {}

    /// Runs the bench.
    public static void main(String[] args)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path path = Path.of(args[1]);
        long started = System.nanoTime();
        if (args[0].equals("write")) {
            LoadCase.write(path, Long.parseLong(args[2]), Long.parseLong(args[3]));
            System.err.printf(Locale.ROOT, "written after %.0f s%n", seconds(started));
            try (CaseFolder folder = CaseFolder.openForWriting(path)) {
                System.err.println(
                        LinkRun.run(folder, Runtime.getRuntime().maxMemory() / 3, step -> {}));
            }
            System.err.printf(Locale.ROOT, "linked after %.0f s%n", seconds(started));
        } else {
            load(path, Integer.parseInt(args[2]));
        }
    }

    private static void load(Path path, int length)
            throws IOException, InterruptedException, GeneralSecurityException {
        try (Casebook casebook = Casebook.open(path, InstantSource.system())) {
            for (int person = 0; person < PEOPLE; person++) {
                casebook.users()
                        .put(
                                "bench",
                                new User(NAME + person, Role.REVIEWER, Set.of("*"), false, false),
                                PASSWORD);
            }
        }
        long started = System.nanoTime();
        Process server = serve(path);
        try {
            BufferedReader printed =
                    new BufferedReader(
                            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
            String address = address(printed);
            Thread.ofVirtual().start(() -> drain(printed));
            System.err.printf(
                    Locale.ROOT,
                    "ready after %.1f s, %.1f CPU s, %d MB%n",
                    seconds(started),
                    cpu(server),
                    memory(server, "VmRSS"));
            double before = cpu(server);
            Map<String, ConcurrentLinkedQueue<Double>> times = new ConcurrentSkipListMap<>();
            long until = System.nanoTime() + length * 1_000_000_000L;
            List<Thread> people = new ArrayList<>();
            for (int person = 0; person < PEOPLE; person++) {
                BenchPerson at = new BenchPerson(path, address, NAME + person, person);
                people.add(Thread.ofPlatform().start(() -> at.work(PASSWORD, until, times)));
            }
            for (Thread person : people) {
                person.join();
            }
            times.forEach(WebBench::print);
            long pages = times.values().stream().mapToLong(ConcurrentLinkedQueue::size).sum();
            System.err.printf(
                    Locale.ROOT,
                    "%d pages, %.0f ms of CPU each; %d MB, at most %d MB%n",
                    pages,
                    (cpu(server) - before) * 1000 / Math.max(1, pages),
                    memory(server, "VmRSS"),
                    memory(server, "VmHWM"));
        } finally {
            server.destroy();
            server.waitFor();
        }
        System.err.println("ended with " + server.exitValue());
    }

    private static Process serve(Path path) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        System.getProperty("bench.flags", "-Xmx512m -XX:+UseSerialGC")
                                .split(" ", -1)));
        command.addAll(
                List.of(
                        "-Djava.awt.headless=true",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.tutela.app.Main",
                        "serve",
                        path.toString(),
                        "--port",
                        "0"));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String address(BufferedReader printed) throws IOException {
        String line = printed.readLine();
        while (line != null && !line.startsWith("The case is at ")) {
            System.err.println(line);
            line = printed.readLine();
        }
        if (line == null) {
            throw new IOException("the server ended before it answered");
        }
        return line.substring("The case is at ".length());
    }

    private static void drain(BufferedReader reader) {
        try (reader) {
            reader.lines().forEach(System.err::println);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void print(String page, ConcurrentLinkedQueue<Double> times) {
        double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.err.printf(
                Locale.ROOT,
                "%-14s %5d times, median %5.0f ms, 95th %5.0f, most %5.0f%n",
                page,
                sorted.length,
                sorted[sorted.length / 2],
                sorted[sorted.length * 95 / 100],
                Arrays.stream(sorted).max().orElse(0));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static double cpu(Process process) {
        return process.info().totalCpuDuration().map(d -> d.toMillis() / 1e3).orElse(0.0);
    }

    private static long memory(Process process, String what) throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith(what + ":"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                        .findFirst()
                        .orElse(0)
                : 0;
    }
}
