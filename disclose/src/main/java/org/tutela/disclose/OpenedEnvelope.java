package org.tutela.disclose;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.bouncycastle.cms.CMSEnvelopedDataParser;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientId;

/// Opens what [Envelope] closed, as a stream, of any size. Whoever has the addressee's certificate
/// can make an envelope: what comes out is to be verified, and no path in it leads outside.
public final class OpenedEnvelope {
    private static final int BLOCK = 1 << 16;
    private static final int MOST_FILES = 5_000_000;

    /// How many times its own size an envelope may unpack to, and what the smallest may: tables and
    /// reports shrink to a twentieth, a bomb to a thousandth.
    private static final long MOST_TIMES = 200;

    private static final long LEAST_ROOM = 64L << 20;

    private OpenedEnvelope() {}

    /// Decrypts `envelope` with the addressee's key and unpacks it below `target`; returns the
    /// folders of packages that it held. Nothing is left where it fails. Throws [IOException] with
    /// a sentence where it is none, is for somebody else, is cut off, or a folder is there already.
    public static List<Path> open(Path envelope, SealingKey key, Path target) throws IOException {
        Files.createDirectories(target);
        Path work = target.resolve(envelope.getFileName() + ".part");
        PackageWriter.delete(work);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(envelope), BLOCK)) {
            CMSEnvelopedDataParser parser = new CMSEnvelopedDataParser(in);
            RecipientInformation own =
                    parser.getRecipientInfos()
                            .get(new JceKeyTransRecipientId(key.chain().getFirst()));
            if (own == null) {
                throw new IOException(envelope + " is encrypted for another certificate");
            }
            JceKeyTransEnvelopedRecipient recipient = new JceKeyTransEnvelopedRecipient(key.key());
            if (key.provider() != null) {
                recipient.setProvider(key.provider());
                recipient.setContentProvider("SunJCE");
            }
            long room = Math.max(LEAST_ROOM, MOST_TIMES * Files.size(envelope));
            unzip(own.getContentStream(recipient).getContentStream(), work, room);
            return moved(work, target);
        } catch (CMSException
                | IllegalArgumentException
                | IllegalStateException
                | ClassCastException e) {
            throw new IOException(envelope + " is no envelope that can be opened", e);
        } finally {
            PackageWriter.delete(work);
        }
    }

    private static List<Path> moved(Path work, Path target) throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(work)) {
            folders = all.sorted().toList();
        }
        List<Path> done = new ArrayList<>();
        for (Path folder : folders) {
            Path to = target.resolve(folder.getFileName().toString());
            if (Files.exists(to)) {
                throw new IOException("there is a " + to + " already");
            }
        }
        for (Path folder : folders) {
            done.add(Files.move(folder, target.resolve(folder.getFileName().toString())));
        }
        return done;
    }

    /// Unpacks a ZIP of at most `room` bytes below `folder`. Throws [IOException] with a sentence
    /// where it holds more, a path leads outside, or a file is there twice.
    static void unzip(InputStream in, Path folder, long room) throws IOException {
        Files.createDirectories(folder);
        byte[] buffer = new byte[BLOCK];
        int files = 0;
        long left = room;
        try (ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                files++;
                if (!name.matches("[^\\\\:\\p{Cntrl}/][^\\\\:\\p{Cntrl}]*")
                        || name.matches("(.*/)?\\.{1,2}(/.*)?")
                        || files > MOST_FILES) {
                    throw new IOException("a path in the envelope leads outside of it");
                }
                if (entry.isDirectory()) {
                    continue;
                }
                Path file = folder.resolve(name);
                Files.createDirectories(file.resolveSibling("."));
                try (OutputStream out =
                        Files.newOutputStream(
                                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
                        left -= read;
                        if (left < 0) {
                            throw new IOException(
                                    "the envelope holds more than "
                                            + room
                                            + " bytes, too much for its size");
                        }
                        out.write(buffer, 0, read);
                    }
                }
            }
            // What follows the last entry is read too: an envelope that is cut off ends badly.
            while (in.read(buffer) >= 0) {
                // Nothing to keep.
            }
        }
        if (files == 0) {
            throw new IOException("the envelope holds no package");
        }
    }
}
