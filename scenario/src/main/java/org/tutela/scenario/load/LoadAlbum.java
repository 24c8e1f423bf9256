package org.tutela.scenario.load;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.LongFunction;
import org.tutela.model.Address;
import org.tutela.model.Content;
import org.tutela.model.Digest;
import org.tutela.model.Id;
import org.tutela.model.Picture;
import org.tutela.model.Seen;
import org.tutela.model.Thumbnail;
import org.tutela.model.VisualHash;

/// Facts of many pictures beside those of chats, for load tests of pages: copies lie on several
/// devices, pictures that follow each other by fours look alike, and the first eighth of each
/// device, where that is enough, makes stacks of 200. Every row is computed from its number, in the
/// order of the addresses.
///
/// @param load the devices
/// @param pictures number of pictures on all devices together, rounded down to the same on each
public record LoadAlbum(LoadFacts load, long pictures) {
    private static final int VERSION = 1;
    private static final int ALIKE = 4;

    /// Every second number is a picture of its own, so that a large stack has 200.
    private static final int LARGE = 400;

    private static final int LARGE_PART = 8;
    private static final int QUALITY = 90;
    private static final int PIXELS = 320;

    /// Names of files start here so that their decimal text has one length.
    private static final long FIRST = 1_000_000_000L;

    /// Throws [IllegalArgumentException] on less than none.
    public LoadAlbum {
        if (pictures < 0) {
            throw new IllegalArgumentException("needs no less than 0");
        }
    }

    /// Number of pictures on each device.
    public long perDevice() {
        return pictures / load.sources();
    }

    /// What their files hold: every second picture lies on the next device as well.
    public Iterator<Content> contents(int device) {
        return rows(row -> {
            long number = picture(device, row);
            return new Content(
                    seen(device, "content", "digests", row),
                    digest(number, 16),
                    digest(number, 20),
                    digest(number, 32),
                    40_000 + number % 100_000);
        });
    }

    /// What they say of themselves.
    public Iterator<Picture> pictures(int device) {
        return rows(row ->
                new Picture(
                        seen(device, "picture", "metadata.picture", row),
                        3_000L,
                        2_000L,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        1L));
    }

    /// Their perceptual hashes.
    public Iterator<VisualHash> hashes(int device) {
        return rows(row -> {
            long number = picture(device, row);
            boolean large = number % perDevice() < perDevice() / LARGE_PART / LARGE * LARGE;
            int alike = large ? LARGE : ALIKE;
            byte[] bits = digest(number - number % perDevice() % alike, 32).toBytes();
            int member = (int) (number % perDevice() % alike) / 2;
            bits[member / Byte.SIZE] ^= (byte) (1 << member % Byte.SIZE);
            return new VisualHash(
                    seen(device, "visual_hash", "picture.pdq", row),
                    "PDQ",
                    Digest.of(bits),
                    QUALITY,
                    0);
        });
    }

    /// Their small versions, all of them one sealed blob.
    public Iterator<Thumbnail> thumbnails(int device, Digest blob) {
        return rows(row ->
                new Thumbnail(
                        seen(device, "thumbnail", "picture.thumbnail", row), blob, PIXELS, PIXELS));
    }

    private long picture(int device, long row) {
        long owner = row % 2 == 0 ? device : (device + load.sources() - 1) % load.sources();
        return owner * perDevice() + (row % 2 == 0 ? row : row - 1);
    }

    private Seen seen(int device, String table, String examination, long row) {
        Id source = load.source(device);
        Address file =
                Address.of(source)
                        .step(
                                Address.Kind.MEMBER,
                                "data/media/0/DCIM/" + (FIRST + row) + ".jpg",
                                0);
        return Seen.of(table, Seen.Place.of(file), 0, examination, VERSION);
    }

    private Digest digest(long number, int bytes) {
        byte[] made = new byte[bytes];
        for (int at = 0; at < bytes; at += 16) {
            byte[] id = Id.of(Long.toString(load.seed()), number + "/" + at).toBytes();
            ByteBuffer.wrap(made, at, Math.min(16, bytes - at))
                    .put(id, 0, Math.min(16, bytes - at));
        }
        return Digest.of(made);
    }

    private <T> Iterator<T> rows(LongFunction<T> row) {
        long count = perDevice();
        return new Iterator<>() {
            private long next;

            @Override
            public boolean hasNext() {
                return next < count;
            }

            @Override
            public T next() {
                if (next >= count) {
                    throw new NoSuchElementException();
                }
                return row.apply(next++);
            }
        };
    }
}
