package org.tutela.link.picture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tutela.link.Group;
import org.tutela.link.Input;
import org.tutela.link.LinkRecorder;
import org.tutela.link.LinkStep;
import org.tutela.link.SortKey;
import org.tutela.link.ValueReader;
import org.tutela.model.Content;
import org.tutela.model.Digest;
import org.tutela.model.Id;
import org.tutela.model.LinkedFact;
import org.tutela.model.PictureHash;
import org.tutela.model.VisualHash;

/// Brings the digest of an item and its perceptual hash together: the content is what spreads, the
/// item is only where it lies. Hashes too flat to compare are left out.
public final class PictureHashStep implements LinkStep {
    /// PDQ: below this quality a hash says nothing (`perceptual-hash.md`).
    static final int QUALITY = 50;

    private static final int CONTENT = 0;

    @Override
    public String name() {
        return "picture-hash";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean asksIdentities() {
        return false;
    }

    @Override
    public List<Input<?>> inputs() {
        return List.of(
                Input.of(
                                Content.class,
                                (row, identities, out) ->
                                        out.add(
                                                SortKey.of(row.seen().item().toString()).by("0"),
                                                value -> value.digest(row.sha256())))
                        .reading("sha256"),
                Input.of(
                        VisualHash.class,
                        (row, identities, out) -> {
                            if (row.quality() >= QUALITY
                                    && row.positionMillis() == 0
                                    && row.algorithm().startsWith(StackStep.PDQ)) {
                                out.add(
                                        SortKey.of(row.seen().item().toString())
                                                .by("1", row.algorithm()),
                                        value -> value.text(row.algorithm()).digest(row.hash()));
                            }
                        }));
    }

    @Override
    public List<Class<? extends LinkedFact>> outputs() {
        return List.of(PictureHash.class);
    }

    @Override
    public void link(Group group, LinkRecorder out) throws IOException {
        Digest sha256 = null;
        List<Id> contents = new ArrayList<>();
        while (group.next()) {
            ValueReader value = group.value();
            if (group.input() == CONTENT) {
                sha256 = sha256 == null ? value.digest() : sha256;
                contents.add(group.fact());
            } else if (sha256 != null) {
                String algorithm = value.text();
                Digest hash = value.digest();
                List<Id> facts = new ArrayList<>(contents);
                facts.add(group.fact());
                out.record(
                        new PictureHash(
                                out.made("picture_hash", group.key(0), algorithm, hash.toString()),
                                sha256,
                                algorithm,
                                hash,
                                group.fact()),
                        facts);
            }
        }
    }
}
