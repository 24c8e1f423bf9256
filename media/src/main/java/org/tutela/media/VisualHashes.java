package org.tutela.media;

import java.awt.image.BufferedImage;
import java.io.IOException;
import org.tutela.bytes.EvidenceException;
import org.tutela.examine.Examination;
import org.tutela.examine.OpenItem;
import org.tutela.examine.Recorder;
import org.tutela.media.pdq.Pdq;
import org.tutela.media.pdq.PdqV1;
import org.tutela.media.picture.Pictures;
import org.tutela.media.picture.RawPicture;
import org.tutela.media.picture.SmallCopy;
import org.tutela.model.Digest;
import org.tutela.model.PdqForm;
import org.tutela.model.Thumbnail;
import org.tutela.model.VisualHash;

/// Looks at pictures: decodes each once, and states its perceptual hash and a thumbnail of our own
/// making.
///
/// Of the eight forms four are stated, and only where there is enough to see to compare; the other
/// four are their transposes ([PdqForm]).
public final class VisualHashes implements Examination {
    /// Below this quality two pictures are not to be compared (`pdq/README.md` of the reference).
    private static final int COMPARABLE = 50;

    @Override
    public String name() {
        return "visual";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean wants(OpenItem item) {
        return item.size() > 0
                && item.mime().startsWith("image/")
                && !item.mime().startsWith("image/svg");
    }

    @Override
    public void examine(OpenItem item, Recorder out) throws IOException {
        RawPicture picture = Pictures.open(item.bytes(), item.limits());
        PdqV1 hash = PdqV1.start(picture);
        SmallCopy copy = SmallCopy.start(picture);
        byte[] row = new byte[picture.width() * picture.bands()];
        for (int y = 0; y < picture.height(); y++) {
            picture.readRow(y, row);
            hash.add(row);
            copy.add(row);
        }
        recordHashes(item, out, hash.finish());
        BufferedImage small = copy.finish();
        Digest blob = out.blob(SmallCopy.toJpeg(small));
        out.record(
                Thumbnail.TABLE,
                item.address(),
                seen -> new Thumbnail(seen, blob, small.getWidth(), small.getHeight()));
        if (picture.damaged()) {
            out.problem(item.address(), damage());
        }
    }

    private static void recordHashes(OpenItem item, Recorder out, Pdq pdq) throws IOException {
        for (PdqForm form : PdqForm.values()) {
            if (form == PdqForm.PLAIN || (form.isStored() && pdq.quality() >= COMPARABLE)) {
                Digest hash = pdq.dihedral(form);
                out.record(
                        VisualHash.TABLE,
                        item.address(),
                        seen -> new VisualHash(seen, form.algorithm(), hash, pdq.quality(), 0));
            }
        }
    }

    private static EvidenceException damage() {
        return new EvidenceException(
                EvidenceException.Flaw.TRUNCATED,
                "ME-0108",
                "the picture's data is damaged or ends too early: hash and thumbnail are of what could be decoded",
                -1);
    }
}
