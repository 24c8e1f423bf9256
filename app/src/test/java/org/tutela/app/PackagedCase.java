package org.tutela.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.tutela.answers.CaseQuery;
import org.tutela.answers.RowSink;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Role;
import org.tutela.casebook.User;
import org.tutela.examine.Examination;
import org.tutela.facts.CaseFolder;
import org.tutela.run.Examinations;
import org.tutela.run.Progress;
import org.tutela.scenario.Scenario;

/// The small made-up operation as a case with two accounts that may decide, ana and bo, and one
/// more Spanish exhibit: a folder whose file names and pictures name people of other countries.
///
/// @param folder for whatever a test writes
/// @param chosen the case
/// @param approval file with the password of bo
record PackagedCase(Path folder, Path chosen, Path approval) {

    /// Somebody of another country, as a phone's address book has her.
    static final String OUTSIDER = "Bruno Heidekorn";

    static PackagedCase make(Path folder) throws IOException {
        return make(folder, ".*");
    }

    /// The same of the exhibits alone whose reference is like that.
    static PackagedCase make(Path folder, String like) throws IOException {
        Path chosen = folder.resolve("case");
        Path operation = folder.resolve("operation");
        Scenario.small(1).write(operation);
        Path pictures = Files.createDirectories(operation.resolve("exhibits/SP-09"));
        Files.write(pictures.resolve("football.jpg"), picture(Color.GREEN, ""));
        Files.write(
                pictures.resolve("trophy.jpg"),
                picture(Color.ORANGE, "taken by " + OUTSIDER.toUpperCase(java.util.Locale.ROOT)));
        Files.write(pictures.resolve(OUTSIDER + " scores.jpg"), picture(Color.BLUE, ""));
        Files.write(pictures.resolve("cup.png"), chart("photographed by " + OUTSIDER));
        Path exhibits = operation.resolve("exhibits.csv");
        Files.writeString(
                exhibits,
                Files.readString(exhibits)
                        + "SP-09,exhibits/SP-09,stick,ES,Alba Abrilde,2026-05-24,Made-up court"
                        + " order ES 12/2026\n");
        Files.write(
                exhibits,
                Files.readAllLines(exhibits).stream()
                        .filter(line ->
                                line.startsWith("exhibit,")
                                        || line.substring(0, line.indexOf(',')).matches(like))
                        .toList());
        List<Examination> examinations = Examinations.all();
        try (CaseFolder open = CaseFolder.openForWriting(chosen)) {
            new CaseRun(open, Progress.silent(), examinations)
                    .run(ExhibitsFile.read(exhibits), List.of(), new CaseRun.Settings(Set.of(), 2));
        }
        try (Casebook casebook = Casebook.open(chosen, InstantSource.system())) {
            casebook.users().put("system", user("ana"), "correct horse 1");
            casebook.users().put("system", user("bo"), "correct horse 2");
        }
        Path approval = Files.writeString(folder.resolve("approval"), "correct horse 2\n");
        return new PackagedCase(folder, chosen, approval);
    }

    private static User user(String name) {
        return new User(name, Role.INVESTIGATOR, Set.of(User.ALL_EXHIBITS), true, false);
    }

    /// A plain picture with a comment segment (ITU-T T.81, B.2.4.5) behind its start.
    private static byte[] picture(Color colour, String comment) throws IOException {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(8, 8, 40, 30);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        byte[] plain = out.toByteArray();
        byte[] text = comment.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(plain, 0, 2);
        whole.write(new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) (text.length + 2)});
        whole.write(text);
        whole.write(plain, 2, plain.length - 2);
        return whole.toByteArray();
    }

    /// A plain picture whose compressed text (PNG, `zTXt`) says something.
    private static byte[] chart(String says) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", plain);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.write("zTXtAuthor".getBytes(StandardCharsets.US_ASCII));
        text.write(new byte[] {0, 0});
        try (DeflaterOutputStream packed = new DeflaterOutputStream(text)) {
            packed.write(says.getBytes(StandardCharsets.ISO_8859_1));
        }
        CRC32 checksum = new CRC32();
        checksum.update(text.toByteArray());
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        // Behind the signature and the header, which has 13 bytes.
        int header = 8 + 12 + 13;
        whole.write(plain.toByteArray(), 0, header);
        DataOutputStream out = new DataOutputStream(whole);
        out.writeInt(text.size() - 4);
        out.write(text.toByteArray());
        out.writeInt((int) checksum.getValue());
        out.write(plain.toByteArray(), header, plain.size() - header);
        return whole.toByteArray();
    }

    static int run(Object... arguments) {
        return Main.run(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    }

    /// Writes an approved package into a folder of that name; returns its only part.
    Path approved(String name, String country, Object... more) throws IOException {
        List<Object> arguments =
                new ArrayList<>(List.of("package", chosen, "--country", country, "--to"));
        arguments.add(folder.resolve(name));
        arguments.addAll(List.of("--by", "ana", "--approved-by", "bo", "--approval", approval));
        arguments.addAll(List.of(more));
        assertEquals(0, run(arguments.toArray()));
        try (Stream<Path> made = Files.list(folder.resolve(name))) {
            return made.sorted().findFirst().orElseThrow();
        }
    }

    /// Rows of a statement about the case, as texts.
    List<List<String>> rows(String sql) throws IOException {
        try (CaseFolder open = CaseFolder.openForReading(chosen);
                CaseQuery query = CaseQuery.open(open)) {
            List<List<String>> rows = new ArrayList<>();
            query.query(
                    sql,
                    new RowSink() {
                        @Override
                        public void begin(List<String> columns) {}

                        @Override
                        public void row(List<Object> values) {
                            rows.add(values.stream().map(String::valueOf).toList());
                        }

                        @Override
                        public void end() {}
                    });
            return rows;
        }
    }

    static List<Path> files(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return new ArrayList<>(walk.filter(Files::isRegularFile).sorted().toList());
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path path : walk.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }
}
