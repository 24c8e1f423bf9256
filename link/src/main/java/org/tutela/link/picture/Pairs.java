package org.tutela.link.picture;

import java.util.Arrays;
import java.util.List;
import org.tutela.link.picture.StackStep.Picture;
import org.tutela.model.Digest;

/// Contents that look alike, two by two, and the stacks that they form. Contents come in the order
/// of their digests, so that the smallest number of a stack is its smallest digest.
final class Pairs {
    private final List<Picture> pictures;
    private final int[] parents;
    private final int[] nearest;
    private final int[] others;

    Pairs(List<Picture> pictures) {
        this.pictures = List.copyOf(pictures);
        this.parents = new int[pictures.size()];
        this.nearest = new int[pictures.size()];
        this.others = new int[pictures.size()];
        Arrays.setAll(parents, i -> i);
        Arrays.fill(nearest, -1);
        for (int i = 1; i < parents.length; i++) {
            if (sha256(i).equals(sha256(i - 1))) {
                join(i, i - 1);
            }
        }
    }

    /// Says that two look alike; the same content is no pair.
    void add(int one, int other, int distance) {
        if (!sha256(one).equals(sha256(other))) {
            join(one, other);
            near(one, other, distance);
            near(other, one, distance);
        }
    }

    /// Bits to the nearest other content, -1 where none is near.
    int nearest(int picture) {
        return nearest[picture];
    }

    /// The nearest other content; the first of several.
    int other(int picture) {
        return others[picture];
    }

    /// The smallest digest of the stack.
    Digest stack(int picture) {
        return sha256(root(picture));
    }

    private void near(int one, int other, int distance) {
        boolean nearer =
                nearest[one] < 0
                        || distance < nearest[one]
                        || (distance == nearest[one] && other < others[one]);
        if (nearer) {
            nearest[one] = distance;
            others[one] = other;
        }
    }

    private void join(int one, int other) {
        int a = root(one);
        int b = root(other);
        parents[Math.max(a, b)] = Math.min(a, b);
    }

    private int root(int picture) {
        int at = picture;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    private Digest sha256(int picture) {
        return pictures.get(picture).sha256();
    }
}
