package org.tutela.link.picture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tutela.known.hamming.HammingIndex;
import org.tutela.known.hamming.HammingMatch;
import org.tutela.known.hamming.PdqCode;
import org.tutela.known.hamming.PdqCodes;
import org.tutela.link.Group;
import org.tutela.link.Input;
import org.tutela.link.LinkRecorder;
import org.tutela.link.LinkStep;
import org.tutela.link.SortKey;
import org.tutela.link.ValueReader;
import org.tutela.model.Digest;
import org.tutela.model.Id;
import org.tutela.model.LinkedFact;
import org.tutela.model.PictureHash;
import org.tutela.model.Stack;

/// Stacks of contents that look alike: connected components over PDQ hashes at distance [#RADIUS]
/// or less. Similarity does not shuffle: all distinct hashes come as one group, and an index
/// answers for each of them. Where facts hold further forms of a picture (mirrored, turned), they
/// are asked too, so that a mirrored copy meets its original; the index holds plain hashes.
public final class StackStep implements LinkStep {
    /// The plain hash; further forms carry a suffix.
    static final String PDQ = "PDQ";

    /// PDQ's usual threshold, in bits of 256.
    static final int RADIUS = 31;

    @Override
    public String name() {
        return "stack";
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
                Input.folded(
                        PictureHash.class,
                        (row, identities, out) ->
                                out.add(
                                        SortKey.of("pictures")
                                                .by(
                                                        row.sha256().toString(),
                                                        row.algorithm(),
                                                        row.hash().toString()),
                                        value ->
                                                value.digest(row.sha256())
                                                        .flag(row.algorithm().equals(PDQ))
                                                        .digest(row.hash())
                                                        .id(row.grounds())),
                        (one, other, out) -> {
                            out.digest(one.digest()).flag(one.flag()).digest(one.digest());
                            other.digest();
                            other.flag();
                            other.digest();
                            Id first = one.id();
                            Id second = other.id();
                            out.id(first.compareTo(second) <= 0 ? first : second);
                        }));
    }

    @Override
    public List<Class<? extends LinkedFact>> outputs() {
        return List.of(Stack.class);
    }

    @Override
    public void link(Group group, LinkRecorder out) throws IOException {
        List<Picture> plain = new ArrayList<>();
        List<Picture> asked = new ArrayList<>();
        while (group.next()) {
            ValueReader value = group.value();
            Digest sha256 = value.digest();
            boolean isPlain = value.flag();
            Picture picture = new Picture(sha256, PdqCode.of(value.digest()), value.id());
            if (isPlain) {
                plain.add(picture);
            }
            asked.add(picture);
        }
        record(plain, near(plain, asked), out);
    }

    /// The pairs of plain pictures that look alike, and how much.
    private static Pairs near(List<Picture> plain, List<Picture> asked) {
        PdqCodes.Collector codes = PdqCodes.collect();
        plain.forEach(picture -> codes.add(picture.hash()));
        HammingIndex index = HammingIndex.of(codes.finish());
        Map<Digest, List<Integer>> places = new HashMap<>();
        for (int i = 0; i < plain.size(); i++) {
            places.computeIfAbsent(plain.get(i).sha256(), key -> new ArrayList<>()).add(i);
        }
        Pairs pairs = new Pairs(plain);
        for (Picture query : asked) {
            List<Integer> own = places.getOrDefault(query.sha256(), List.of());
            for (HammingMatch match : index.find(query.hash(), RADIUS)) {
                for (int place : own) {
                    pairs.add(place, match.number(), match.distance());
                }
            }
        }
        return pairs;
    }

    private static void record(List<Picture> plain, Pairs pairs, LinkRecorder out)
            throws IOException {
        for (int i = 0; i < plain.size(); i++) {
            Picture picture = plain.get(i);
            boolean again = i > 0 && plain.get(i - 1).sha256().equals(picture.sha256());
            int nearest = pairs.nearest(i);
            if (again || nearest < 0) {
                continue;
            }
            Picture other = plain.get(pairs.other(i));
            out.record(
                    new Stack(
                            out.made("stack", picture.sha256().toString()),
                            pairs.stack(i).toString(),
                            picture.sha256(),
                            nearest),
                    List.of(picture.fact(), other.fact()));
        }
    }

    /// A content, a hash of it, and the fact that states the hash.
    record Picture(Digest sha256, PdqCode hash, Id fact) {}
}
