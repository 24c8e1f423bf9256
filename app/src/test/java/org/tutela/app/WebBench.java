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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import org.tutela.answers.ask.Answers;
import org.tutela.casebook.Author;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Role;
import org.tutela.casebook.User;
import org.tutela.facts.CaseFolder;
import org.tutela.link.LinkRun;

/// Measures the pages: `WebBench write FOLDER MESSAGES PICTURES` makes a case of made-up facts on
/// 30 devices and links it; `WebBench load FOLDER SECONDS` makes what a server makes ahead, then
/// serves the case by a process of its own to ten people who open a page every one or two seconds.
/// Prints times per page as the people saw them beside what is asked, CPU seconds, and the memory
/// of the server (Linux). `-Dbench.tutela=FILE` serves by that launcher, with its own flags.
public final class WebBench {
    private static final int PEOPLE = 10;
    private static final String PASSWORD = "twelve balls and a goal";
    private static final String NAME = "load-";
    private static final long IDLE_MILLIS = 10_000;
    private static final long IDLE_MEGABYTES = 300;
    private static final long MOST_MEGABYTES = 1_000;

    /// What is asked of the 95th percentile, ms.
    private static final Map<String, Integer> ASKED =
            Map.of(
                    "overview", 200,
                    "group", 200,
                    "account", 200,
                    "conversation", 200,
                    "pictures", 200,
                    "pictures, own", 200,
                    "search", 300,
                    "grade a stack of 200", 100);

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
            prepare(path);
            load(path, Integer.parseInt(args[2]));
        }
    }

    /// People, and what a server makes ahead, so that it is not made while times are taken.
    private static void prepare(Path path) throws IOException {
        long started = System.nanoTime();
        try (Casebook casebook = Casebook.open(path, InstantSource.system());
                Answers answers = Answers.open(path, casebook, new CaseContents(path));
                CaseFolder folder = CaseFolder.openForReading(path)) {
            for (int person = 0; person < PEOPLE; person++) {
                casebook.users()
                        .put(
                                "bench",
                                new User(NAME + person, Role.REVIEWER, Set.of("*"), false, false),
                                PASSWORD);
                casebook.leases().end(new Author("bench", "", ""), NAME + person);
            }
            answers.keep();
            System.out.printf(Locale.ROOT, "tables made or there after %.0f s%n", seconds(started));
            answers.index().make(folder, () -> true, (source, left) -> {});
        }
        System.out.printf(
                Locale.ROOT,
                "and the index of words after %.0f s; %.0f CPU s%n",
                seconds(started),
                cpu(ProcessHandle.current()));
    }

    private static void load(Path path, int length)
            throws IOException, InterruptedException, GeneralSecurityException {
        long started = System.nanoTime();
        Process server = serve(path);
        try {
            BufferedReader printed =
                    new BufferedReader(
                            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
            String address = address(printed);
            System.out.printf(
                    Locale.ROOT,
                    "ready after %.1f s (asked: 4), %.1f CPU s%n",
                    seconds(started),
                    cpu(server.toHandle()));
            Thread.ofVirtual().start(() -> drain(printed));
            Thread.sleep(IDLE_MILLIS);
            memory("idle", server, "VmRSS", IDLE_MEGABYTES);
            double before = cpu(server.toHandle());
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
            System.out.println(
                    "question                       |     n | p50, ms | p95, ms | asked | met");
            times.forEach(WebBench::print);
            long pages = times.values().stream().mapToLong(ConcurrentLinkedQueue::size).sum();
            System.out.printf(
                    Locale.ROOT,
                    "%d pages, %.1f a second, %.0f ms of CPU each%n",
                    pages,
                    (double) pages / length,
                    (cpu(server.toHandle()) - before) * 1000 / Math.max(1, pages));
            memory("at most", server, "VmHWM", MOST_MEGABYTES);
            memory("after", server, "VmRSS", MOST_MEGABYTES);
        } finally {
            server.destroy();
            server.waitFor();
        }
        System.out.println("ended with " + server.exitValue());
    }

    private static Process serve(Path path) throws IOException {
        List<String> command = new ArrayList<>();
        String launcher = System.getProperty("bench.tutela", "");
        if (launcher.isEmpty()) {
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
                            "org.tutela.app.Main"));
        } else {
            command.add(launcher);
        }
        command.addAll(List.of("serve", path.toString(), "--port", "0"));
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
        double late = sorted[sorted.length * 95 / 100];
        Integer asked = ASKED.get(page);
        System.out.printf(
                Locale.ROOT,
                "%-30s | %5d | %7.0f | %7.0f | %5s | %s%n",
                page,
                sorted.length,
                sorted[sorted.length / 2],
                late,
                asked == null ? "-" : asked,
                asked == null ? "" : late < asked ? "yes" : "NO");
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static double cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().map(d -> d.toMillis() / 1e3).orElse(0.0);
    }

    private static void memory(String when, Process process, String what, long most)
            throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        long megabytes =
                Files.exists(status)
                        ? Files.readAllLines(status).stream()
                                .filter(line -> line.startsWith(what + ":"))
                                .mapToLong(line ->
                                        Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                                .findFirst()
                                .orElse(0)
                        : 0;
        System.out.printf(
                Locale.ROOT,
                "memory %s %d MB (asked: less than %d, %s)%n",
                when,
                megabytes,
                most,
                megabytes < most ? "met" : "NOT met");
    }
}
