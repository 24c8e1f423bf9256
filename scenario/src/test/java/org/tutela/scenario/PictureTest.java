package org.tutela.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tutela.scenario.content.Contents;
import org.tutela.scenario.content.Pdq;
import org.tutela.scenario.plan.Operation;
import org.tutela.scenario.plan.PlannedPicture;
import org.tutela.scenario.plan.PlannedPicture.Made;

final class PictureTest {
    private static final Operation PLAN = Written.SCENARIO.plan();
    private static final Contents CONTENTS = new Contents(PLAN);

    /// The scenes that have copies, and some that have none.
    private static final List<PlannedPicture> SOME =
            PLAN.pictures().stream().filter(p -> p.scene() % 3 == 0).toList();

    private static long[] words(String hash) {
        long[] words = new long[4];
        for (int i = 0; i < 4; i++) {
            words[i] = Long.parseUnsignedLong(hash, 16 * i, 16 * i + 16, 16);
        }
        return words;
    }

    private static int distance(long[] one, long[] other) {
        int distance = 0;
        for (int i = 0; i < 4; i++) {
            distance += Long.bitCount(one[i] ^ other[i]);
        }
        return distance;
    }

    /// Mirroring left and right changes the sign of every other column of frequencies; those on one
    /// side of the median change sides.
    private static long[] mirrored(long[] hash) {
        long[] mirrored = new long[4];
        for (int i = 0; i < 4; i++) {
            mirrored[i] = hash[i] ^ 0x5555_5555_5555_5555L;
        }
        return mirrored;
    }

    @Test
    void givesEverySceneStructureEnoughToCompare() {
        int least = 100;
        for (PlannedPicture picture : PLAN.pictures()) {
            if (picture.index() % 9 == 0) {
                least = Math.min(least, Pdq.quality(CONTENTS.picture(picture.index())));
            }
        }
        assertTrue(least >= 60, "the flattest picture has quality " + least);
    }

    @Test
    void keepsCopiesNearAndScenesFar() {
        List<long[]> hashes =
                SOME.stream().map(p -> words(Pdq.of(CONTENTS.picture(p.index())))).toList();
        List<long[]> turns = hashes.stream().map(PictureTest::mirrored).toList();
        int farthestCopy = 0;
        int nearestOther = 256;
        for (int i = 0; i < hashes.size(); i++) {
            PlannedPicture one = SOME.get(i);
            for (int j = 0; j < i; j++) {
                PlannedPicture other = SOME.get(j);
                boolean mirror = (one.made() == Made.MIRRORED) != (other.made() == Made.MIRRORED);
                int plain = distance(hashes.get(i), hashes.get(j));
                int turned = distance(hashes.get(i), turns.get(j));
                if (one.scene() == other.scene()) {
                    farthestCopy = Math.max(farthestCopy, mirror ? turned : plain);
                } else {
                    nearestOther = Math.min(nearestOther, Math.min(plain, turned));
                }
            }
        }
        System.err.println("copies within " + farthestCopy + ", scenes from " + nearestOther);
        assertTrue(farthestCopy <= 24, "a copy is " + farthestCopy + " bits away");
        assertTrue(nearestOther >= 60, "two scenes are " + nearestOther + " bits near");
    }

    @Test
    void makesEveryFileDifferent() {
        long different =
                PLAN.pictures().stream()
                        .map(picture -> CONTENTS.pictureSha256(picture.index()))
                        .distinct()
                        .count();
        assertEquals(PLAN.pictures().size(), different);
    }
}
