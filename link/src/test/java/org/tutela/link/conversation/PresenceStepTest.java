package org.tutela.link.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tutela.link.LinkStep;
import org.tutela.link.LinkStepContract;
import org.tutela.link.Linking;
import org.tutela.link.World;
import org.tutela.model.Presence;

final class PresenceStepTest extends LinkStepContract {

    @Override
    protected LinkStep step() {
        return new PresenceStep();
    }

    @Override
    protected World world() {
        return ConversationStepTest.talk();
    }

    @Test
    void keepsTheFirstAndTheLastMessageOfEachSenderAndDevice() throws IOException {
        World world = world();
        String device = world.device("A").source();
        List<String> rows =
                Linking.all(world).linked(Presence.class).stream()
                        .filter(row -> row.source().toString().equals(device))
                        .filter(row -> row.conversation().equals(World.TEAM))
                        .map(row ->
                                row.account()
                                        + " "
                                        + row.firstSent()
                                        + " "
                                        + row.lastSent()
                                        + " "
                                        + row.messages())
                        .toList();
        assertEquals(
                List.of(
                        World.CAM + " 20000000 20000000 1",
                        World.ANA + " 10000000 40000000 2",
                        World.BEN + " 30000000 50000000 2"),
                rows);
    }
}
