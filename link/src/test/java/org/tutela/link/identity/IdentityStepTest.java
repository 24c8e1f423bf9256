package org.tutela.link.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tutela.link.LinkStep;
import org.tutela.link.LinkStepContract;
import org.tutela.link.Linking;
import org.tutela.link.World;
import org.tutela.model.AccountTie;
import org.tutela.model.EdgeKind;
import org.tutela.model.Succession;

final class IdentityStepTest extends LinkStepContract {

    @Override
    protected LinkStep step() {
        return new IdentityStep();
    }

    @Override
    protected World world() {
        World world = new World();
        world.device("A").edge(World.BEN_LID, World.BEN, EdgeKind.LID_MAP, 0);
        world.device("B")
                .edge(World.BEN_LID, World.BEN, EdgeKind.LID_MAP, 0)
                .edge(World.CAM, World.DEE, EdgeKind.NUMBER_CHANGE, 500);
        world.device("C")
                .edge("whatsapp:1@lid", "whatsapp:2@lid", EdgeKind.SAME_IDENTITY_KEY, 0)
                .edge(World.CAM, World.DEE, EdgeKind.NUMBER_CHANGE, 400);
        return world;
    }

    @Test
    void tiesIdentifiersToThePhoneNumber() throws IOException {
        assertEquals(
                List.of(
                        "whatsapp:1@lid whatsapp:1@lid SELF",
                        World.BEN_LID + " " + World.BEN + " LID_MAP",
                        "whatsapp:2@lid whatsapp:1@lid SAME_IDENTITY_KEY",
                        World.BEN + " " + World.BEN + " SELF"),
                ties(world()));
    }

    @Test
    void keepsAChangeOfNumberAsASuccession() throws IOException {
        Succession change = Linking.all(world()).linked(Succession.class).getFirst();
        assertEquals(World.CAM, change.account());
        assertEquals(World.DEE, change.successor());
        assertEquals(World.at(400), change.at());
        assertEquals(2, change.devices());
    }

    @Test
    void keepsNumbersApartThatOneOpaqueIdHadOneAfterTheOther() throws IOException {
        World world = new World();
        world.device("A").edge("whatsapp:7@lid", World.CAM, EdgeKind.LID_MAP, 0);
        world.device("B")
                .edge("whatsapp:7@lid", World.DEE, EdgeKind.LID_MAP, 0)
                .edge(World.CAM, World.DEE, EdgeKind.NUMBER_CHANGE, 500);
        assertEquals(
                List.of(
                        World.CAM + " " + World.CAM + " SELF",
                        World.DEE + " " + World.DEE + " SELF",
                        "whatsapp:7@lid " + World.DEE + " LID_MAP"),
                ties(world));
        assertEquals(1, world.linked(Succession.class).size());
    }

    @Test
    void tiesNothingWhereTooMuchHangsTogether() throws IOException {
        World world = new World();
        IntStream.rangeClosed(0, Components.LIMIT)
                .forEach(i ->
                        world.device("A")
                                .edge(
                                        "whatsapp:" + (1000 + i) + "@lid",
                                        "whatsapp:" + (1001 + i) + "@lid",
                                        EdgeKind.LID_MAP,
                                        0));
        List<AccountTie> ties = Linking.all(world).linked(AccountTie.class);
        assertEquals(Components.LIMIT + 2, ties.size());
        assertTrue(
                ties.stream()
                        .allMatch(tie ->
                                tie.alias().equals(tie.account())
                                        && tie.basis().equals("COMPONENT_TOO_LARGE")));
    }

    private static List<String> ties(World world) throws IOException {
        return Linking.all(world).linked(AccountTie.class).stream()
                .map(tie -> tie.alias() + " " + tie.account() + " " + tie.basis())
                .toList();
    }
}
