import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// Makes a folder of files for `./dev bench files`, the same for the same arguments: many small files
/// and few large ones, a third text, a third noise behind the first bytes of a picture (as good as not
/// compressible), a third in between.
///
/// `java scripts/bench/MakeFiles.java FOLDER MEBIBYTES`
final class MakeFiles {
    private static final int PER_FOLDER = 200;
    private static final String[] WORDS =
            ("the team trained on monday and scored twice before the break while onions carrots and rice"
                            + " simmered in the pot with a little salt pepper and fresh basil from the garden")
                    .split(" ");

    private MakeFiles() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        long left = Long.parseLong(arguments[1]) << 20;
        Random random = new Random(20_260_101);
        for (int number = 0; left > 0; number++) {
            int size = (int) Math.min(left, size(random));
            Path inner = folder.resolve("d%03d".formatted(number / PER_FOLDER));
            Files.createDirectories(inner);
            String ending = new String[] {"txt", "jpg", "bin"}[number % 3];
            try (OutputStream out = Files.newOutputStream(inner.resolve("f%05d.%s".formatted(number, ending)))) {
                out.write(content(random, number % 3, size));
            }
            left -= size;
        }
    }

    /// Mostly some ten kilobytes, now and then megabytes, 72 KB on the average: the shape of a home directory.
    private static long size(Random random) {
        return Math.min(16L << 20, 1 + (long) Math.exp(9.57 + 1.8 * random.nextGaussian()));
    }

    private static byte[] content(Random random, int kind, int size) {
        byte[] content = new byte[size];
        if (kind == 0) {
            for (int at = 0; at < size; ) {
                byte[] word = (WORDS[random.nextInt(WORDS.length)] + " ").getBytes(StandardCharsets.US_ASCII);
                int length = Math.min(word.length, size - at);
                System.arraycopy(word, 0, content, at, length);
                at += length;
            }
            return content;
        }
        random.nextBytes(content);
        if (kind == 1) {
            byte[] head = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0};
            System.arraycopy(head, 0, content, 0, Math.min(size, head.length));
        } else {
            for (int at = 0; at < size; at++) {
                content[at] &= 0x1F;
            }
        }
        return content;
    }
}
