import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// Makes files that are pictures by their signature, for `./dev bench package`: what is behind the
/// signature is chance, so that nothing in them can be compressed or is there twice.
///
/// `java scripts/bench/MakePictures.java FOLDER FILES BYTES_EACH`
final class MakePictures {
    private static final byte[] START = {
        (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };

    private MakePictures() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int files = Integer.parseInt(arguments[1]);
        byte[] bytes = new byte[Integer.parseInt(arguments[2])];
        SplittableRandom random = new SplittableRandom(4);
        for (int number = 0; number < files; number++) {
            random.nextBytes(bytes);
            System.arraycopy(START, 0, bytes, 0, START.length);
            Path file = folder.resolve(number / 500 + "/IMG-" + number + ".jpg");
            Files.createDirectories(file.getParent());
            try (OutputStream out = Files.newOutputStream(file)) {
                out.write(bytes);
            }
        }
    }
}
