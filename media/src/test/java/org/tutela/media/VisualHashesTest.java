package org.tutela.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.Limits;
import org.tutela.bytes.Spool;
import org.tutela.examine.Companions;
import org.tutela.examine.OpenItem;
import org.tutela.examine.Recorder;
import org.tutela.model.Address;
import org.tutela.model.Digest;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;
import org.tutela.model.FoundIn;
import org.tutela.model.Id;
import org.tutela.model.ItemKind;
import org.tutela.model.ItemOrigin;
import org.tutela.model.Seen;
import org.tutela.model.Thumbnail;
import org.tutela.model.VisualHash;

final class VisualHashesTest {
    private static final Address PLACE = Address.of(Id.of("picture"));

    @Test
    void wantsPicturesAndNoDrawings() {
        VisualHashes visual = new VisualHashes();
        assertTrue(visual.wants(new Given("image/jpeg", new byte[1])));
        assertFalse(visual.wants(new Given("image/jpeg", new byte[0])));
        assertFalse(visual.wants(new Given("image/svg+xml", new byte[1])));
        assertFalse(visual.wants(new Given("video/mp4", new byte[1])));
    }

    @Test
    void statesFourFormsAndAThumbnailOfARichPicture() throws IOException {
        Kept kept = examine(file(checks(640, 480, 40)));
        assertEquals(
                List.of("PDQ", "PDQ.ROTATE_180", "PDQ.FLIP_X", "PDQ.FLIP_Y"),
                kept.hashes().stream().map(VisualHash::algorithm).toList());
        assertEquals(
                List.of(320L, 240L),
                kept.facts.stream()
                        .filter(Thumbnail.class::isInstance)
                        .map(Thumbnail.class::cast)
                        .flatMap(thumbnail ->
                                List.of(thumbnail.width(), thumbnail.height()).stream())
                        .toList());
        BufferedImage shown = ImageIO.read(new ByteArrayInputStream(kept.blobs.getFirst()));
        assertEquals(320, shown.getWidth());
        assertEquals(0, kept.problems.size());
    }

    @Test
    void statesOnlyThePlainFormOfAFlatPicture() throws IOException {
        Kept kept = examine(file(new BufferedImage(90, 80, BufferedImage.TYPE_INT_RGB)));
        assertEquals(1, kept.hashes().size());
        assertEquals(0, kept.hashes().getFirst().quality());
    }

    @Test
    void statesTheSameFactsTwice() throws IOException {
        byte[] file = file(checks(300, 200, 9));
        assertEquals(examine(file).facts, examine(file).facts);
    }

    @Test
    void saysThatATruncatedPictureIsIncomplete() throws IOException {
        byte[] file = file(checks(640, 480, 40));
        Kept kept = examine(Arrays.copyOf(file, file.length / 2));
        assertEquals("ME-0108", kept.problems.getFirst().code());
        assertFalse(kept.hashes().isEmpty());
        assertThrows(EvidenceException.class, () -> examine(Arrays.copyOf(file, 40)));
    }

    private static Kept examine(byte[] file) throws IOException {
        Kept kept = new Kept();
        new VisualHashes().examine(new Given("image/jpeg", file), kept);
        return kept;
    }

    private static byte[] file(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, "jpeg", bytes));
        return bytes.toByteArray();
    }

    private static BufferedImage checks(int width, int height, int side) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean light = (x / side + y / side) % 2 == 0;
                image.setRGB(x, y, light ? 0xF0E0D0 : (x * 60 / width) << 8);
            }
        }
        return image;
    }

    /// An item in memory.
    @SuppressWarnings("ArrayRecordComponent")
    private record Given(String mime, byte[] content) implements OpenItem {
        @Override
        public Address address() {
            return PLACE;
        }

        @Override
        public String path() {
            return "DCIM/garden.jpg";
        }

        @Override
        public String devicePath() {
            return path();
        }

        @Override
        public long size() {
            return content.length;
        }

        @Override
        public ItemKind kind() {
            return ItemKind.FILE;
        }

        @Override
        public ItemOrigin origin() {
            return ItemOrigin.LISTED;
        }

        @Override
        public byte[] head() {
            return content;
        }

        @Override
        public ByteSource bytes() {
            return ByteSource.of(content);
        }

        @Override
        public Path file(String suffix) {
            throw new UnsupportedOperationException("no file needed");
        }

        @Override
        public Companions companions() {
            throw new UnsupportedOperationException("no companions needed");
        }

        @Override
        public Spool spool() {
            throw new UnsupportedOperationException("no spool needed");
        }

        @Override
        public Limits limits() {
            return Limits.standard();
        }
    }

    /// Keeps what is stated.
    private static final class Kept implements Recorder {
        private final List<Fact> facts = new ArrayList<>();
        private final List<byte[]> blobs = new ArrayList<>();
        private final List<EvidenceException> problems = new ArrayList<>();

        List<VisualHash> hashes() {
            return facts.stream()
                    .filter(VisualHash.class::isInstance)
                    .map(VisualHash.class::cast)
                    .toList();
        }

        @Override
        public <F extends Fact> void record(
                FactTable<F> table, Address place, Function<Seen, F> fact) {
            facts.add(
                    fact.apply(
                            Seen.of(
                                    table.name(),
                                    Seen.Place.of(place),
                                    facts.size(),
                                    "visual",
                                    1)));
        }

        @Override
        public void problem(Address place, EvidenceException flaw) {
            problems.add(flaw);
        }

        @Override
        public void text(Address place, FoundIn foundIn, CharSequence text) {
            throw new AssertionError("no text in a picture");
        }

        @Override
        public Digest blob(byte[] bytes) {
            blobs.add(bytes);
            try {
                return Digest.of(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        @Override
        public void input(Address companion) {
            throw new AssertionError("no companions");
        }
    }
}
