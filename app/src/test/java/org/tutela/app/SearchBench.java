package org.tutela.app;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tutela.answers.search.Found;
import org.tutela.answers.search.TextIndex;
import org.tutela.answers.search.Wanted;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.RegisteredSource;
import org.tutela.model.Id;

/// Measures search: `SearchBench write FOLDER MESSAGES` makes a case of made-up message facts on 30
/// devices, `SearchBench index FOLDER` makes its index, `SearchBench find FOLDER` asks it. Prints
/// CPU seconds, bytes, and of 20 times the median and the 95th percentile.
public final class SearchBench {
    private static final int ROUNDS = 20;

    private SearchBench() {}

    /// Runs the bench.
    public static void main(String[] args) throws IOException {
        Path path = Path.of(args[1]);
        switch (args[0]) {
            case "write" -> LoadCase.write(path, Long.parseLong(args[2]), 0);
            case "index" -> index(path);
            default -> find(path);
        }
    }

    private static void index(Path path) throws IOException {
        long[] started = {System.nanoTime(), cpu()};
        try (CaseFolder folder = CaseFolder.openForReading(path);
                TextIndex index = TextIndex.of(path)) {
            System.err.println(index.make(folder, () -> true, (source, left) -> {}));
        }
        long size;
        try (Stream<Path> files = Files.walk(path.resolve("index"))) {
            size =
                    files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum();
        }
        System.err.printf(
                Locale.ROOT,
                "indexed in %.1f CPU s, %.1f s; %d bytes; %s%n",
                (cpu() - started[1]) / 1e9,
                (System.nanoTime() - started[0]) / 1e9,
                size,
                peak());
    }

    private static void find(Path path) throws IOException {
        try (CaseFolder folder = CaseFolder.openForReading(path);
                TextIndex index = TextIndex.of(path)) {
            index.follow(folder);
            Set<Id> all =
                    folder.sources().stream().map(RegisteredSource::id).collect(Collectors.toSet());
            for (String text :
                    List.of(
                            "training",
                            "bring water",
                            "\"bring water\"",
                            "\"day 77\" water",
                            "day 7*",
                            "watre~",
                            "person 77",
                            "zebra")) {
                for (Wanted.Order order : List.of(Wanted.Order.CLOSEST, Wanted.Order.LATEST)) {
                    ask(index, text, order, all);
                }
            }
        }
        System.err.println(peak());
    }

    private static void ask(TextIndex index, String text, Wanted.Order order, Set<Id> all)
            throws IOException {
        double[] millis = new double[ROUNDS];
        double[] cpu = new double[ROUNDS];
        Found found = null;
        for (int i = 0; i < ROUNDS; i++) {
            long[] before = {System.nanoTime(), thread()};
            found =
                    index.find(
                            new Wanted(
                                    text,
                                    Set.of(),
                                    Set.of(),
                                    null,
                                    Long.MIN_VALUE,
                                    Long.MAX_VALUE,
                                    order,
                                    1),
                            all,
                            Set.of());
            millis[i] = (System.nanoTime() - before[0]) / 1e6;
            cpu[i] = (thread() - before[1]) / 1e6;
        }
        double first = millis[0];
        Arrays.sort(millis);
        Arrays.sort(cpu);
        System.err.printf(
                Locale.ROOT,
                "%-18s %-8s %8d%s places, first %4.0f ms, median %4.0f (CPU %3.0f), 95th %4.0f (CPU %3.0f)%n",
                text,
                order,
                found == null ? 0 : found.total(),
                found != null && found.whole() ? "" : "+",
                first,
                millis[ROUNDS / 2],
                cpu[ROUNDS / 2],
                millis[ROUNDS * 95 / 100],
                cpu[ROUNDS * 95 / 100]);
    }

    private static long thread() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    private static String peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .findFirst()
                        .orElse("")
                : "";
    }
}
