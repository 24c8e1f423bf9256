package org.tutela.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
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

    private static int distance(String one, String other) {
        return new BigInteger(one, 16).xor(new BigInteger(other, 16)).bitCount();
    }

    /// Mirroring left and right changes the sign of every even column of frequencies; those on one
    /// side of the median change sides.
    private static String mirrored(String hash) {
        BigInteger columns = new BigInteger("5555".repeat(16), 16);
        return String.format("%064x", new BigInteger(hash, 16).xor(columns));
    }

    @Test
    void givesEverySceneStructureEnoughToCompare() {
        int least = 100;
        for (PlannedPicture picture : PLAN.pictures()) {
            least = Math.min(least, Pdq.quality(CONTENTS.picture(picture.index())));
        }
        assertTrue(least >= 60, "the flattest picture has quality " + least);
    }

    @Test
    void keepsCopiesNearAndScenesFar() {
        List<String> hashes = new ArrayList<>();
        for (PlannedPicture picture : PLAN.pictures()) {
            hashes.add(Pdq.of(CONTENTS.picture(picture.index())));
        }
        int farthestCopy = 0;
        int nearestOther = 256;
        for (int i = 0; i < hashes.size(); i++) {
            PlannedPicture one = PLAN.pictures().get(i);
            for (int j = 0; j < i; j++) {
                PlannedPicture other = PLAN.pictures().get(j);
                boolean mirror = (one.made() == Made.MIRRORED) != (other.made() == Made.MIRRORED);
                int plain = distance(hashes.get(i), hashes.get(j));
                int turned = distance(hashes.get(i), mirrored(hashes.get(j)));
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
