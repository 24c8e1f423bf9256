package org.tutela.evidence.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Limits;
import org.tutela.bytes.Spool;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Holder;
import org.tutela.evidence.Listing;
import org.tutela.evidence.Reader;
import org.tutela.evidence.Readers;
import org.tutela.model.Address;
import org.tutela.model.Id;
import org.tutela.model.ItemKind;

/// The second witness: what GNU tar writes is listed as `tar tvf` lists it, and its files have the
/// bytes that were packed.
final class GnuTarTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--format=v7 -cf",
                "--format=ustar -cf",
                "--format=gnu -S -cf",
                "--format=oldgnu -S -cf",
                "--format=posix -S --sparse-version=0.0 -cf",
                "--format=posix -S --sparse-version=0.1 -cf",
                "--format=posix -S --sparse-version=1.0 -cf",
                "--format=posix -czf",
                "--format=gnu -cjf",
                "--format=gnu -cJf"
            })
    void listsWhatTarListsAndReadsWhatWasPacked(String options) throws Exception {
        boolean short_ = options.contains("v7") || options.contains("ustar");
        Path files = files(short_);
        Path archive = folder.resolve("made.tar");
        List<String> pack = new ArrayList<>(List.of("tar", "--sort=name"));
        pack.addAll(List.of(options.split(" ")));
        pack.addAll(List.of(archive.toString(), "-C", files.toString(), "."));
        run(pack);
        List<String> expected =
                run(
                        List.of(
                                "tar",
                                "tvf",
                                archive.toString(),
                                "--utc",
                                "--full-time",
                                "--quoting-style=literal"));
        try (ByteSource bytes = ByteSource.open(archive);
                Spool spool = Spool.open(folder, 1 << 28)) {
            Reader reader = Readers.find(bytes, "made.tar").orElseThrow();
            Reader.Means means = new Reader.Means(Limits.standard(), spool);
            try (Holder holder = reader.open(bytes, Address.of(new Id(1, 2)), means)) {
                Listing listing = Listing.of(holder);
                assertEquals(0, listing.troubles(), () -> "" + listing.flaws() + listing.end());
                assertEquals(
                        expected.stream().map(GnuTarTest::essence).toList(),
                        listing.entries().stream().map(GnuTarTest::essence).toList());
                compare(holder, listing, files);
            }
        }
    }

    private static void compare(Holder holder, Listing listing, Path files) throws IOException {
        int compared = 0;
        for (Entry entry : listing.entries()) {
            if (entry.kind() == ItemKind.FILE) {
                try (ByteSource content = holder.open(entry.address())) {
                    byte[] packed = Files.readAllBytes(files.resolve(entry.path()));
                    assertArrayEquals(packed, content.stream().readAllBytes(), entry.path());
                    compared++;
                }
            }
        }
        assertFalse(compared < 4, "only " + compared + " files");
    }

    private Path files(boolean shortNames) throws IOException {
        Path files = Files.createDirectories(folder.resolve("files"));
        Path deep = Files.createDirectories(files.resolve("data/data/recipes"));
        byte[] noise = new byte[70_000];
        new Random(3).nextBytes(noise);
        Files.write(deep.resolve("noise.bin"), noise);
        Files.writeString(deep.resolve("empty"), "");
        Files.writeString(files.resolve("a b.txt"), "leeks");
        if (!shortNames) {
            Path far = files.resolve("folder-of-matches/".repeat(20));
            Files.createDirectories(far);
            Files.writeString(far.resolve("m".repeat(150)), "two to one");
        }
        Files.createSymbolicLink(files.resolve("link"), Path.of("data/data/recipes/empty"));
        try (RandomAccessFile sparse =
                new RandomAccessFile(files.resolve("sparse").toFile(), "rw")) {
            for (int i = 0; i < 12; i++) {
                sparse.seek(i * 300_000L);
                sparse.write(noise, 0, 5000);
            }
            sparse.setLength(5_000_000);
        }
        Files.setLastModifiedTime(
                files.resolve("a b.txt"), FileTime.fromMillis(1_709_210_000_000L));
        return files;
    }

    /// `-rw-r--r-- root/root 5 2024-02-29 12:33:20.000 name -> target`
    private static String essence(String line) {
        String[] parts = line.split(" +", 6);
        LocalDateTime time =
                LocalDateTime.parse(
                        parts[3] + " " + parts[4].replaceAll("\\..*", ""),
                        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT));
        String kind = parts[0].substring(0, 1);
        String name = parts[5].replaceAll("^\\./", "").replaceAll("/$", "");
        return String.join(
                " ",
                kind,
                parts[2],
                Long.toString(time.toEpochSecond(ZoneOffset.UTC)),
                name.isEmpty() ? "." : name);
    }

    private static String essence(Entry entry) {
        String kind =
                switch (entry.kind()) {
                    case FILE -> "-";
                    case FOLDER -> "d";
                    case LINK -> "l";
                    default -> "?";
                };
        var modified = entry.times().modified();
        long seconds =
                modified == null || modified.micros() == null
                        ? -1
                        : Math.floorDiv(modified.micros(), 1_000_000L);
        String target = entry.linkTarget() == null ? "" : " -> " + entry.linkTarget();
        return String.join(
                " ",
                kind,
                Long.toString(entry.size()),
                Long.toString(seconds),
                entry.path() + target);
    }

    private static List<String> run(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            System.err.println("SKIPPED: this test needs GNU tar, which is not here");
            abort("no tar");
            return List.of();
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said.lines().toList();
    }
}
