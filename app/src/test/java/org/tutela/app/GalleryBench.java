package org.tutela.app;

import com.sun.management.OperatingSystemMXBean;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.PictureFilter;
import org.tutela.answers.ask.Viewer;
import org.tutela.answers.pictures.Gallery;
import org.tutela.answers.pictures.GradeStack;
import org.tutela.answers.pictures.LeaseActs;
import org.tutela.answers.pictures.OpenPicture;
import org.tutela.answers.pictures.PictureStack;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Role;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Catalog;
import org.tutela.facts.FactFile;
import org.tutela.facts.FactWriter;
import org.tutela.facts.LinkedStep;
import org.tutela.facts.RegisteredSource;
import org.tutela.facts.Staging;
import org.tutela.facts.UnitWriter;
import org.tutela.media.picture.SmallCopy;
import org.tutela.model.Citation;
import org.tutela.model.Content;
import org.tutela.model.Digest;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;
import org.tutela.model.KnownMatch;
import org.tutela.model.Picture;
import org.tutela.model.Row;
import org.tutela.model.Stack;
import org.tutela.model.Thumbnail;
import org.tutela.scenario.load.LoadPictures;

/// Measures the gallery: `GalleryBench write FOLDER PICTURES` makes a case of made-up facts,
/// `GalleryBench ask FOLDER PEOPLE` lets people take, see and grade stacks in it and prints the
/// time of each kind of question at the 50th and 95th percentile, and the mean of the CPU time that
/// the process took meanwhile, which tells of one question only where one person is at work.
public final class GalleryBench {
    private static final int DEVICES = 100;
    private static final int ROUNDS = 20;

    private GalleryBench() {}

    /// Runs the bench.
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        if (args[0].equals("write")) {
            write(folder, new LoadPictures(1, DEVICES, Long.parseLong(args[2])));
        } else {
            ask(folder, Integer.parseInt(args[2]));
        }
    }

    private static void write(Path path, LoadPictures load) throws IOException {
        try (CaseFolder folder = CaseFolder.openForWriting(path)) {
            for (int device = 0; device < load.sources(); device++) {
                folder.register(
                        new RegisteredSource(
                                load.source(device),
                                "EX-" + device,
                                "/nowhere/EX-" + device,
                                "EX-" + device,
                                "zip",
                                1,
                                new TreeMap<>()));
                Staging staging = Staging.open(folder, load.source(device), "all");
                try (UnitWriter unit = staging.begin("u")) {
                    Digest blob = unit.blob(jpeg(device));
                    addAll(unit, Content.TABLE, load.contents(device));
                    addAll(unit, Picture.TABLE, load.pictures(device));
                    addAll(unit, Thumbnail.TABLE, load.thumbnails(device, blob));
                    addAll(unit, KnownMatch.TABLE, load.matches(device));
                    unit.commit();
                }
                staging.compact(List.of(), done -> {});
            }
            List<FactFile> linked =
                    List.of(
                            linked(folder, Stack.TABLE, load.stacks()),
                            linked(folder, Citation.TABLE, load.citations()));
            Catalog.change(folder).linked(new LinkedStep("stack", 1, 2), linked).commit();
        }
    }

    private static byte[] jpeg(int device) throws IOException {
        BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = image.createGraphics();
        for (int ring = 0; ring < 20; ring++) {
            drawing.setColor(Color.getHSBColor((device * 7 + ring) / 40f, 0.6f, 0.9f));
            drawing.fillOval(ring * 8, ring * 6, 320 - ring * 16, 240 - ring * 12);
        }
        drawing.dispose();
        return SmallCopy.toJpeg(image);
    }

    private static <F extends Fact> void addAll(
            UnitWriter unit, FactTable<F> table, Iterator<F> rows) throws IOException {
        while (rows.hasNext()) {
            unit.add(table, rows.next());
        }
    }

    private static <R extends Row> FactFile linked(
            CaseFolder folder, FactTable<R> table, Iterator<R> rows) throws IOException {
        Path path = folder.scratch().resolve(table.name() + ".parquet");
        try (FactWriter<R> writer = FactWriter.create(table, path, new TreeMap<>())) {
            while (rows.hasNext()) {
                writer.add(rows.next());
            }
            return writer.commit();
        }
    }

    private static void ask(Path path, int people) throws Exception {
        try (Casebook casebook = Casebook.open(path, InstantSource.system());
                Answers answers = Answers.open(path, casebook, new CaseContents(path));
                ExecutorService pool = Executors.newFixedThreadPool(people)) {
            Times times = new Times();
            times.take("first window, tables made", () -> answers.ask(viewer(0), all(1)));
            List<Future<Times>> work = new ArrayList<>();
            for (int person = 0; person < people; person++) {
                Viewer viewer = viewer(person);
                work.add(pool.submit(() -> new Reviewer(answers, viewer).work()));
            }
            for (Future<Times> each : work) {
                times.add(each.get());
            }
            times.print();
        } catch (ExecutionException e) {
            throw new IOException("one of the people failed", e);
        }
        Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("Vm"))
                .filter(line -> line.contains("RSS") || line.contains("HWM"))
                .forEach(System.out::println);
    }

    private static Viewer viewer(int person) {
        return new Viewer("p" + person, Role.REVIEWER, Set.of("*"), false, "bench", "");
    }

    private static Gallery all(int page) {
        return new Gallery(Gallery.Show.ALL, "", "", page, Gallery.MOST);
    }

    /// One person at work.
    private record Reviewer(Answers answers, Viewer viewer) {
        private static final Gallery MINE = new Gallery(Gallery.Show.MINE, "", "", 1, Gallery.MOST);

        Times work() throws Exception {
            Times times = new Times();
            times.take("take 40 stacks", () -> answers.act(viewer, new LeaseActs.Take(40, false)));
            for (int round = 1; round <= ROUNDS; round++) {
                int page = round;
                times.take("window of 200, all", () -> answers.ask(viewer, all(page)));
                Gallery.Answer mine = times.take("window, mine", () -> answers.ask(viewer, MINE));
                for (Gallery.Tile tile :
                        mine.tiles().subList(round - 1, Math.min(mine.tiles().size(), round))) {
                    times.take(
                            "one stack", () -> answers.ask(viewer, new PictureStack(tile.key())));
                    times.take(
                            "small picture, line drawing",
                            () ->
                                    answers.act(
                                            viewer,
                                            new OpenPicture(
                                                    tile.lead(), false, PictureFilter.LINES)));
                    times.take(
                            tile.members() >= 200
                                    ? "grade a stack of 203"
                                    : "grade a stack of 10 or less",
                            () ->
                                    answers.act(
                                            viewer,
                                            new GradeStack(tile.key(), Set.of(), "A", true)));
                }
                times.take(
                        "take back",
                        () ->
                                answers.act(
                                        viewer,
                                        new LeaseActs.Change(LeaseActs.Change.What.TAKE_BACK)));
            }
            return times;
        }
    }

    private static double cpuMillis() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
                / 1e6;
    }

    /// Times by the name of what was done, ms.
    private static final class Times {
        private final Map<String, List<Double>> times = new TreeMap<>();
        private final Map<String, Double> cpu = new TreeMap<>();

        <T> T take(String name, Callable<T> work) throws Exception {
            double before = cpuMillis();
            long start = System.nanoTime();
            T result = work.call();
            times.computeIfAbsent(name, any -> new ArrayList<>())
                    .add((System.nanoTime() - start) / 1e6);
            cpu.merge(name, cpuMillis() - before, Double::sum);
            return result;
        }

        void add(Times other) {
            other.cpu.forEach((name, millis) -> cpu.merge(name, millis, Double::sum));
            other.times.forEach((name, taken) ->
                    times.computeIfAbsent(name, any -> new ArrayList<>()).addAll(taken));
        }

        void print() {
            times.forEach((name, taken) -> {
                Collections.sort(taken);
                System.out.printf(
                        "%-30s %5d times  p50 %8.1f ms  p95 %8.1f ms  worst %8.1f ms  CPU %8.1f ms%n",
                        name,
                        taken.size(),
                        taken.get(taken.size() / 2),
                        taken.get(taken.size() * 95 / 100),
                        taken.getLast(),
                        cpu.getOrDefault(name, 0d) / taken.size());
            });
        }
    }
}
