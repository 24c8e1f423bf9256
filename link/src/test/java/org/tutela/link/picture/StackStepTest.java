package org.tutela.link.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tutela.link.LinkStep;
import org.tutela.link.LinkStepContract;
import org.tutela.link.Linking;
import org.tutela.link.World;
import org.tutela.model.Digest;
import org.tutela.model.Stack;

final class StackStepTest extends LinkStepContract {

    @Override
    protected LinkStep step() {
        return new StackStep();
    }

    @Override
    protected World world() {
        return pictures();
    }

    /// 1, 2 and 3 form a chain (distances 10 and 31); 4 is 32 bits from 3 and stands alone.
    static World pictures() {
        World world = new World();
        world.device("A").picture(content(2), hash(0)).picture(content(4), hash(73));
        world.device("B").picture(content(1), hash(10)).picture(content(2), hash(0));
        world.device("C").picture(content(3), hash(41));
        return world;
    }

    @Test
    void stacksWhatLooksAlike() throws IOException {
        List<String> rows =
                Linking.all(pictures()).linked(Stack.class).stream()
                        .map(row -> row.stack() + " " + row.sha256() + " " + row.distance())
                        .toList();
        assertEquals(
                List.of(
                        content(1) + " " + content(1) + " 10",
                        content(1) + " " + content(2) + " 10",
                        content(1) + " " + content(3) + " 31"),
                rows);
    }

    @Test
    void makesNoStackOfOneContent() throws IOException {
        World world = new World();
        world.device("A").picture(content(1), hash(0));
        world.device("B").picture(content(1), hash(0));
        assertEquals(List.of(), Linking.all(world).linked(Stack.class));
    }

    private static Digest content(int number) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) number;
        return Digest.of(bytes);
    }

    /// The first `bits` bits set.
    private static Digest hash(int bits) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bits; i++) {
            bytes[i / 8] |= (byte) (0x80 >> (i % 8));
        }
        return Digest.of(bytes);
    }
}
