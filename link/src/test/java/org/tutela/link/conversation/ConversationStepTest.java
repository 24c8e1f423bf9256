package org.tutela.link.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tutela.link.LinkStep;
import org.tutela.link.LinkStepContract;
import org.tutela.link.Linking;
import org.tutela.link.World;
import org.tutela.link.World.Body;
import org.tutela.model.Digest;
import org.tutela.model.EdgeKind;
import org.tutela.model.LinkedConversation;
import org.tutela.model.LinkedMessage;
import org.tutela.model.MembershipChange;
import org.tutela.model.MessageKind;
import org.tutela.model.MessageState;
import org.tutela.model.Spread;

final class ConversationStepTest extends LinkStepContract {
    private static final Digest PICTURE = Digest.of(new byte[32]);

    @Override
    protected LinkStep step() {
        return new ConversationStep();
    }

    @Override
    protected World world() {
        return talk();
    }

    /// Ana and Ben in a group with Cam, and with one another; Ben's phone lacks a message.
    static World talk() {
        World world = new World();
        World.Device a = world.device("A");
        a.owner(World.ANA)
                .edge(World.BEN_LID, World.BEN, EdgeKind.LID_MAP, 0)
                .group(World.TEAM, "Sunday team")
                .direct(World.BEN)
                .text(World.TEAM, "k1", null, 10, "training on Sunday")
                .text(World.TEAM, "k2", World.CAM, 20, "I bring the cake")
                .text(World.TEAM, "k3", World.BEN_LID, 30, "which cake?")
                .text(World.TEAM, "k4", null, 40, "apple")
                .text(World.TEAM, "k5", World.BEN, 50, "good")
                .attachment(World.TEAM, "k2", PICTURE)
                .text(a.with(World.BEN), "d1", null, 60, "see you there")
                .text(a.with(World.BEN), "d2", World.BEN, 61, "yes");
        World.Device b = world.device("B");
        b.owner(World.BEN)
                .group(World.TEAM, "Sunday team!")
                .direct(World.ANA)
                .text(World.TEAM, "k1", World.ANA, 11, "training on Sunday")
                .text(World.TEAM, "k3", null, 30, "which cake?")
                .text(World.TEAM, "k5", null, 50, "good")
                .text(b.with(World.ANA), "d1", World.ANA, 60, "see you there")
                .text(b.with(World.ANA), "d2", null, 61, "yes")
                .text(World.TEAM, "k6", null, 70, "where is it?");
        world.device("C")
                .owner(World.CAM)
                .group(World.TEAM, "Sunday team")
                .event(World.TEAM, MembershipChange.JOINED_BY_LINK, null, null, 15)
                .event(World.TEAM, MembershipChange.LEFT, null, null, 45)
                .text(World.TEAM, "k2", null, 20, "I bring the cake")
                .attachment(World.TEAM, "k2", PICTURE)
                .message(
                        World.TEAM,
                        "k4",
                        World.ANA,
                        40,
                        new Body(null, MessageState.REVOKED, MessageKind.OTHER, null, null))
                .text(World.CAKES, "c1", null, 90, "two eggs");
        return world;
    }

    @Test
    void makesOneMessageOfAllObservations() throws IOException {
        LinkedMessage first = message("k1");
        assertEquals(World.ANA, first.sender());
        assertEquals(World.at(10), first.sent());
        assertEquals(2, first.devices());
        assertEquals(2, first.observations());
        assertEquals("LIVE", first.state());
        assertEquals(World.BEN, message("k3").sender());
    }

    @Test
    void takesTheTextFromTheDeviceThatStillHasIt() throws IOException {
        World world = talk();
        LinkedMessage revoked = message("k4");
        assertEquals("apple", revoked.text());
        assertEquals(MessageKind.TEXT, revoked.kind());
        assertEquals("REVOKED:" + world.device("C").source(), revoked.state());
    }

    @Test
    void namesTheDevicesThatOughtToHoldAMessage() throws IOException {
        World world = talk();
        assertEquals(world.device("B").source(), message("k2").missingOn());
        assertEquals(world.device("B").source(), message("k4").missingOn());
    }

    @Test
    void missesNothingWhereTheOwnerWasNotThere() throws IOException {
        assertNull(message("k1").missingOn(), "Cam had not joined");
        assertEquals(world().device("C").source(), message("k3").missingOn(), "Cam was a member");
        assertNull(message("k5").missingOn(), "Cam had left");
    }

    @Test
    void countsARecoveredMessageAsAnObservationButNotAsHeld() throws IOException {
        World world = talk();
        world.device("B")
                .message(
                        World.TEAM,
                        "k2",
                        World.CAM,
                        20,
                        new Body(
                                "I bring the cake",
                                MessageState.RECOVERED,
                                MessageKind.TEXT,
                                null,
                                null));
        LinkedMessage message = message(world, "k2");
        assertEquals(3, message.observations());
        assertEquals(2, message.devices());
        assertEquals(world.device("B").source(), message.missingOn());
    }

    @Test
    void makesOneConversationOfTheTwoSidesOfADirectOne() throws IOException {
        String conversation = "whatsapp:34999000001@s.whatsapp.net+442079460002@s.whatsapp.net";
        assertEquals(conversation, message("d1").conversation());
        assertEquals(2, message("d1").devices());
        LinkedConversation direct = conversation(conversation);
        assertEquals(2, direct.devices());
        assertEquals(2, direct.accounts());
        assertEquals(2, direct.messages());
    }

    @Test
    void keepsDirectConversationsApartWhereOwnersAreNotKnown() throws IOException {
        World world = new World();
        for (String device : List.of("A", "B")) {
            world.device(device)
                    .direct(World.BEN)
                    .text(world.device(device).with(World.BEN), "k" + device, null, 1, "hello");
        }
        assertEquals(2, Linking.all(world).linked(LinkedConversation.class).size());
    }

    @Test
    void sumsUpAConversation() throws IOException {
        LinkedConversation team = conversation(World.TEAM);
        assertEquals("Sunday team!", team.subject());
        assertEquals(World.at(10), team.firstMessage());
        assertEquals(World.at(70), team.lastMessage());
        assertEquals(3, team.devices());
        assertEquals(3, team.accounts());
        assertEquals(6, team.messages());
    }

    @Test
    void saysWhoPassedAContentOn() throws IOException {
        List<Spread> spread = Linking.all(talk()).linked(Spread.class);
        assertEquals(1, spread.size());
        assertEquals(PICTURE, spread.getFirst().sha256());
        assertEquals(World.CAM, spread.getFirst().account());
        assertEquals(World.at(20), spread.getFirst().sent());
    }

    @Test
    void leavesSystemEventsToMemberships() throws IOException {
        World world = talk();
        world.device("A")
                .message(
                        World.TEAM,
                        "s1",
                        World.BEN,
                        5,
                        new Body(null, MessageState.LIVE, MessageKind.SYSTEM, null, null));
        assertTrue(
                Linking.all(world).linked(LinkedMessage.class).stream()
                        .noneMatch(each -> each.messageKey().equals("s1")));
        assertEquals(World.at(10), conversation(World.TEAM).firstMessage());
    }

    private static LinkedMessage message(String key) throws IOException {
        return message(talk(), key);
    }

    private static LinkedMessage message(World world, String key) throws IOException {
        return Linking.all(world).linked(LinkedMessage.class).stream()
                .filter(each -> each.messageKey().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static LinkedConversation conversation(String id) throws IOException {
        return Linking.all(talk()).linked(LinkedConversation.class).stream()
                .filter(each -> each.conversation().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
