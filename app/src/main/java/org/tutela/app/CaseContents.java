package org.tutela.app;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.tutela.answers.ask.Contents;
import org.tutela.answers.ask.PictureFilter;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Limits;
import org.tutela.evidence.Evidence;
import org.tutela.evidence.source.OpenSource;
import org.tutela.evidence.source.Sources;
import org.tutela.facts.Blobs;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.RegisteredSource;
import org.tutela.media.picture.Pictures;
import org.tutela.media.picture.SmallCopy;
import org.tutela.media.picture.Softened;
import org.tutela.model.Address;
import org.tutela.model.Digest;
import org.tutela.model.Id;

/// What is behind the people's door to bytes: the sources where they were registered, opened for
/// each look and closed after it, and the sealed small copies.
final class CaseContents implements Contents {
    private static final int MOST = 65_536;
    private static final int LONGEST_SIDE = 1_600;

    private final Path path;
    private final Blobs blobs;

    /// The places are opened anew for each look; the packs of small copies are known from one to
    /// the next.
    CaseContents(Path path) throws IOException {
        this.path = path;
        this.blobs = Blobs.open(CaseFolder.openForReading(path));
    }

    @Override
    public Window window(String place, long offset, int length) throws IOException {
        if (offset < 0 || length < 1 || length > MOST) {
            throw new IllegalArgumentException("a look at bytes is 1 to 65536 long");
        }
        return at(
                place,
                bytes -> {
                    long size = bytes.size();
                    int wanted = (int) Math.min(length, Math.max(0, size - offset));
                    return new Window(
                            size,
                            offset,
                            ByteBuffer.wrap(
                                    wanted == 0 ? new byte[0] : bytes.readBytes(offset, wanted)));
                });
    }

    @Override
    public byte[] smallPicture(String source, String blob, PictureFilter filter)
            throws IOException {
        byte[] jpeg =
                blobs.find(Id.parse(source), Digest.parse(blob))
                        .orElseThrow(() ->
                                new IOException(
                                        "The small copy of this picture is not in the case any more."));
        return filter == PictureFilter.NONE ? jpeg : SmallCopy.toJpeg(filtered(ours(jpeg), filter));
    }

    @Override
    public byte[] wholePicture(String place, PictureFilter filter) throws IOException {
        return at(
                place,
                bytes ->
                        SmallCopy.toJpeg(
                                filtered(
                                        SmallCopy.of(
                                                Pictures.open(bytes, Limits.standard()),
                                                LONGEST_SIDE),
                                        filter)));
    }

    private static BufferedImage ours(byte[] jpeg) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
        if (image == null) {
            throw new IOException("The small copy of this picture is damaged.");
        }
        return image;
    }

    private static BufferedImage filtered(BufferedImage image, PictureFilter filter) {
        return switch (filter) {
            case LINES -> Softened.lines(image);
            case BLUR -> Softened.blurred(image);
            case GREY -> Softened.grey(image);
            case MASK -> Softened.masked(image);
            case NONE -> image;
        };
    }

    /// What is done with the bytes of a place.
    private interface Look<R> {
        R at(ByteSource bytes) throws IOException;
    }

    private <R> R at(String place, Look<R> look) throws IOException {
        Address address = Address.parse(place);
        try (CaseFolder folder = CaseFolder.openForReading(path)) {
            RegisteredSource source =
                    folder.findSource(address.source())
                            .orElseThrow(() ->
                                    new IOException(
                                            "The case has no source " + address.source() + "."));
            try (OpenSource open = Sources.open(Path.of(source.path()), Limits.standard());
                    Evidence evidence = Evidence.of(open, Limits.standard(), folder.scratch());
                    ByteSource bytes = evidence.open(address)) {
                return look.at(bytes);
            }
        }
    }
}
