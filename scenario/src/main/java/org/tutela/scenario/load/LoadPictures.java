package org.tutela.scenario.load;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Address;
import org.tutela.model.Citation;
import org.tutela.model.Content;
import org.tutela.model.Digest;
import org.tutela.model.Id;
import org.tutela.model.KnownMatch;
import org.tutela.model.ListKind;
import org.tutela.model.Made;
import org.tutela.model.MatchKind;
import org.tutela.model.Picture;
import org.tutela.model.Seen;
import org.tutela.model.Stack;
import org.tutela.model.Thumbnail;

/// Facts of many pictures without any picture behind them, for load tests of the gallery. Every
/// fourth file has the content of the one before it, which lies on another device. Of each 1,000
/// files 270 (203 contents) are one stack, 230 are stacks of ten and 500 lie alone; a tenth of the
/// stacks is on a list, another tenth near one. Every row is computed from its number, so the same
/// seed gives the same rows; rows of one table come in the order of their addresses.
///
/// @param seed what everything is computed from
/// @param sources number of devices, 2 or more
/// @param pictures number of files on all devices together
public record LoadPictures(long seed, int sources, long pictures) {
    private static final int BLOCK = 1_000;
    private static final int LARGE = 270;
    private static final int SMALL = 10;
    private static final int SMALL_END = 500;
    private static final long FIRST_FILE = 1_000_000_000L;

    /// Throws [IllegalArgumentException] on fewer than two devices.
    public LoadPictures {
        if (sources < 2 || pictures < 0) {
            throw new IllegalArgumentException("needs two devices or more, and no less than 0");
        }
    }

    /// The id of a device, counted from 0.
    public Id source(int device) {
        return Id.of("load pictures", Long.toString(seed), Integer.toString(device));
    }

    /// The digests of the files of a device.
    public Iterator<Content> contents(int device) {
        return files(device)
                .mapToObj(file -> {
                    ByteBuffer digest = ByteBuffer.wrap(sha256(contentOf(file)).toBytes());
                    byte[] md5 = new byte[16];
                    byte[] sha1 = new byte[20];
                    digest.get(md5).rewind().get(sha1);
                    return new Content(
                            seen("content", "digests", file),
                            Digest.of(md5),
                            Digest.of(sha1),
                            sha256(contentOf(file)),
                            200_000 + file % 1_000);
                })
                .iterator();
    }

    /// Sizes and cameras of the files of a device.
    public Iterator<Picture> pictures(int device) {
        return files(device)
                .mapToObj(file ->
                        new Picture(
                                seen("picture", "metadata", file),
                                1_600L,
                                1_200L,
                                "Made up",
                                "Model " + file % 7,
                                null,
                                null,
                                null,
                                null,
                                null,
                                1L))
                .iterator();
    }

    /// The small copies of the files of a device, all by the name of one blob.
    public Iterator<Thumbnail> thumbnails(int device, Digest blob) {
        return files(device)
                .mapToObj(
                        file -> new Thumbnail(seen("thumbnail", "pictures", file), blob, 320, 240))
                .iterator();
    }

    /// The matches of the files of a device with a list.
    public Iterator<KnownMatch> matches(int device) {
        return files(device)
                .filter(file -> match(contentOf(file)) != null)
                .mapToObj(file -> {
                    MatchKind kind = match(contentOf(file));
                    boolean exact = kind == MatchKind.EXACT;
                    return new KnownMatch(
                            seen("known_match", "known", file),
                            "Made-up list",
                            Long.toString(contentOf(file)),
                            exact ? MatchKind.EXACT : MatchKind.SIMILAR,
                            exact ? 0 : 12,
                            "A",
                            "N-4",
                            ListKind.ILLEGAL,
                            exact ? "SHA256" : "PDQ 0");
                })
                .iterator();
    }

    /// The stacks of more than one content.
    public Iterator<Stack> stacks() {
        return stacked()
                .mapToObj(content ->
                        new Stack(
                                made(content),
                                smallest(content).toString(),
                                sha256(content),
                                content % 50 == 49 ? 18 : content % 9))
                .iterator();
    }

    /// What the stacks rest on: the digest of one file of each content.
    public Iterator<Citation> citations() {
        return stacked()
                .mapToObj(content ->
                        new Citation(made(content), seen("content", "digests", content).fact()))
                .iterator();
    }

    private LongStream files(int device) {
        return LongStream.iterate(device, file -> file < pictures, file -> file + sources);
    }

    /// Contents are named by the first file that has them.
    private LongStream stacked() {
        return LongStream.range(0, pictures)
                .filter(file -> contentOf(file) == file && stackSize(file) > 1);
    }

    private static long contentOf(long file) {
        return file % 4 == 3 ? file - 1 : file;
    }

    /// How many numbers the stack of a content spans; some of them are copies.
    private static int stackSize(long content) {
        int place = (int) (content % BLOCK);
        return place < LARGE ? LARGE : place < SMALL_END ? SMALL : 1;
    }

    private static long firstOf(long content) {
        long place = content % BLOCK;
        return content - (place < LARGE ? place : place % stackSize(content));
    }

    private Digest smallest(long content) {
        long first = firstOf(content);
        return IntStream.range(0, stackSize(content))
                .mapToLong(place -> first + place)
                .filter(number -> number < pictures && contentOf(number) == number)
                .mapToObj(this::sha256)
                .min(Digest::compareTo)
                .orElseThrow();
    }

    private @Nullable MatchKind match(long content) {
        return switch ((int) (mix(firstOf(content)) % 10)) {
            case 0 -> MatchKind.EXACT;
            case 1 -> MatchKind.SIMILAR;
            default -> null;
        };
    }

    private static Made made(long content) {
        return Made.of("stack", 1, Long.toString(content));
    }

    private Seen seen(String table, String examination, long file) {
        Address address =
                Address.of(source((int) (file % sources)))
                        .step(
                                Address.Kind.MEMBER,
                                "media/picture-" + (FIRST_FILE + file) + ".jpg",
                                0);
        return Seen.of(table, Seen.Place.of(address), 0, examination, 1);
    }

    private Digest sha256(long content) {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        for (int part = 0; part < 4; part++) {
            bytes.putLong(mix(content * 4 + part));
        }
        return Digest.of(bytes.array());
    }

    private long mix(long number) {
        long mixed = (number + seed) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return (mixed ^ (mixed >>> 31)) >>> 1;
    }
}
