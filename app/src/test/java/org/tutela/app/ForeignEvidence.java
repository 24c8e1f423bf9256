package org.tutela.app;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.tutela.scenario.build.container.ZipMaker;

/// Evidence made by others that lies beside the repository, read in place or unpacked for a test.
final class ForeignEvidence {
    /// Where Debian's packages `forensics-samples-*` put their images.
    private static final Path SAMPLES = Path.of("/usr/share/forensics-samples");

    private ForeignEvidence() {}

    /// A file or folder of the shared folder; skips the test, loudly, where it is missing.
    static Path shared(String name) {
        Path path =
                Path.of(System.getProperty("tutela.shared", "/work/shared"), "data")
                        .resolve(name)
                        .normalize();
        if (!Files.exists(path)) {
            System.err.println("SKIPPED: this test needs " + path + ", which is not here");
            abort("not here: " + path);
        }
        return path;
    }

    /// Every image that is here. Those that are packed are unpacked into `folder`.
    static List<ForeignImage> images(Path folder) throws IOException, InterruptedException {
        List<ForeignImage> images = new ArrayList<>();
        for (String name : List.of("ext2.E01", "ext2.split.E01", "ext2.splitraw.000")) {
            images.add(read("dfvfs", name, 0));
        }
        for (String name : List.of("hierarchy_32.ext4", "hierarchy_64.ext4", "tiny.ext4")) {
            images.add(read("go", name, 0));
        }
        images.add(read("go", "test.ntfs.dd.E01", 0));
        images.add(read("plaso", "image.E01", 3));
        images.add(read("plaso", "syslog_image.dd", 0));
        images.add(read("plaso", "tsk_volume_system.raw", 0));
        images.add(new ForeignImage("plaso/split", plaso("image-split.E01"), "", 0, true));
        images.add(dftt("2-kwsrch-fat", "fat-img-kw.dd", 0, folder));
        images.add(dftt("5-fat-daylight", "daylight.dd", 0, folder));
        images.add(dftt("6-undel-fat", "6-fat-undel.dd", 6, folder));
        images.add(dftt("9-fat-label", "9-fat-label.dd", 0, folder));
        // A file of random bytes in six segments: its container is read, it holds no file system.
        images.add(new ForeignImage("go/rand", evidence("go/rand.dd.E01"), "", 0, false));
        images.add(new ForeignImage("go/exfat", evidence("go/test.exfat"), "", 0, false));
        for (String kept : List.of("dfvfs", "plaso")) {
            try (var files = Files.list(evidence(kept))) {
                for (Path file : files.sorted().toList()) {
                    String name = String.valueOf(file.getFileName());
                    if (name.matches(".*\\.(qcow2|vhd|vmdk|dmg)|(apfs|hfsplus|iso9660)\\.raw")) {
                        images.add(new ForeignImage(kept + "/" + name, file, "", 0, false));
                    }
                }
            }
        }
        samples(images, folder);
        return images;
    }

    private static void samples(List<ForeignImage> images, Path folder)
            throws IOException, InterruptedException {
        for (String name : List.of("ext2", "ext4", "ntfs", "vfat", "multiple")) {
            Path packed = SAMPLES.resolve("fs." + name + ".xz");
            if (!Files.exists(packed)) {
                System.err.println(
                        "SKIPPED: "
                                + packed
                                + " is not here; `apt-get install forensics-samples-"
                                + name
                                + "` brings it");
                continue;
            }
            Path image = folder.resolve("fs." + name);
            Process xz =
                    new ProcessBuilder("xz", "-dc", packed.toString())
                            .redirectOutput(image.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (xz.waitFor() == 0) {
                int deleted = name.equals("ntfs") || name.equals("vfat") ? 17 : 0;
                String truth = "forensics-samples__fs." + name + ".xz";
                images.add(new ForeignImage("debian/" + name, image, truth, deleted, true));
            } else {
                System.err.println("SKIPPED: xz could not unpack " + packed);
            }
        }
    }

    private static Path evidence(String name) {
        return shared("evidence/" + name);
    }

    private static Path plaso(String name) {
        return evidence("plaso/" + name);
    }

    private static ForeignImage read(String kept, String name, int deleted) {
        String truth = kept + "__" + name;
        return new ForeignImage(
                kept + "/" + name, evidence(kept + "/" + name), truth, deleted, true);
    }

    private static ForeignImage dftt(String zip, String name, int deleted, Path folder)
            throws IOException {
        Path image = folder.resolve(name);
        try (InputStream packed = Files.newInputStream(evidence("dftt/" + zip + ".zip"));
                ZipInputStream in = new ZipInputStream(packed)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().endsWith("/" + name)) {
                    Files.copy(in, image);
                }
            }
        }
        String truth = "%s__%s__%s".formatted(zip, zip, name);
        return new ForeignImage("dftt/" + name, image, truth, deleted, true);
    }

    /// A database built from a script of SQL that others recorded.
    static Path database(Path script, Path file) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA synchronous = OFF");
            // Some dumps hold what SQLite makes itself.
            statement.executeUpdate(
                    Files.readString(script)
                            .replaceAll("(?m)^CREATE (TABLE sqlite_|VIRTUAL TABLE )[^;]*;", ""));
        }
        return file;
    }

    /// A full-file-system extraction of a phone with these WhatsApp databases.
    static Path phone(Path msgstore, Path contacts, Path zip) throws IOException {
        String folder = "data/data/com.whatsapp/databases/";
        try (OutputStream out = Files.newOutputStream(zip);
                ZipMaker maker = new ZipMaker(out)) {
            maker.folder(folder, 1_700_000_000_000L);
            maker.file(folder + "msgstore.db", Files.readAllBytes(msgstore), 1_700_000_000_000L);
            maker.file(folder + "wa.db", Files.readAllBytes(contacts), 1_700_000_000_000L);
        }
        return zip;
    }
}
