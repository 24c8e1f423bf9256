package org.tutela.link.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tutela.link.LinkStep;
import org.tutela.link.LinkStepContract;
import org.tutela.link.Linking;
import org.tutela.link.World;
import org.tutela.model.Membership;
import org.tutela.model.MembershipChange;

final class MembershipStepTest extends LinkStepContract {

    @Override
    protected LinkStep step() {
        return new MembershipStep();
    }

    @Override
    protected World world() {
        World world = new World();
        world.device("A")
                .owner(World.ANA)
                .group(World.TEAM, "Team")
                .event(World.TEAM, MembershipChange.CREATED, null, null, 100)
                .event(World.TEAM, MembershipChange.ADDED, World.BEN, World.ANA, 110)
                .event(World.TEAM, MembershipChange.JOINED_BY_LINK, World.CAM, null, 200)
                .event(World.TEAM, MembershipChange.LEFT, World.BEN, null, 300)
                .event(World.TEAM, MembershipChange.ADDED, World.BEN, World.CAM, 400)
                .event(World.TEAM, MembershipChange.PRESENT, World.DEE, null, 0);
        world.device("B")
                .owner(World.BEN)
                .event(World.TEAM, MembershipChange.ADDED, null, World.ANA, 112)
                .event(World.TEAM, MembershipChange.LEFT, null, null, 300)
                .text(World.TEAM, "k1", World.CAM, 250, "who is goalkeeper?");
        world.device("C").owner(World.CAM).text(World.TEAM, "k2", null, 500, "I am");
        return world;
    }

    @Test
    void joinsTheEventsOfAllDevices() throws IOException {
        assertEquals(
                List.of("joined 100 EXACT left - UNKNOWN CREATED by - conflict -"),
                of(world(), World.ANA));
        assertEquals(
                List.of(
                        "joined 110 EXACT left 300 EXACT ADDED by " + World.ANA + " conflict -",
                        "joined 400 EXACT left - UNKNOWN ADDED by " + World.CAM + " conflict -"),
                of(world(), World.BEN));
        assertEquals(
                List.of("joined 200 EXACT left - UNKNOWN LINK by - conflict -"),
                of(world(), World.CAM));
    }

    @Test
    void knowsOfAListedMemberOnlyThatItIsOne() throws IOException {
        assertEquals(
                List.of("joined - UNKNOWN left - UNKNOWN UNKNOWN by - conflict -"),
                of(world(), World.DEE));
    }

    @Test
    void takesTheFirstSignOfPresenceWhereNoDeviceSawTheJoin() throws IOException {
        World world = new World();
        world.device("A")
                .owner(World.ANA)
                .text(World.TEAM, "k1", World.BEN, 50, "hello")
                .text(World.TEAM, "k2", World.BEN, 60, "again")
                .event(World.TEAM, MembershipChange.REMOVED, World.BEN, World.ANA, 70);
        assertEquals(
                List.of("joined 50 NOT_LATER left 70 EXACT UNKNOWN by - conflict -"),
                of(world, World.BEN));
        assertEquals(
                List.of("joined 70 NOT_LATER left - UNKNOWN UNKNOWN by - conflict -"),
                of(world, World.ANA),
                "who removes someone is a member");
    }

    @Test
    void endsAnIntervalThatMustHaveEndedUnseen() throws IOException {
        World world = new World();
        world.device("A")
                .event(World.TEAM, MembershipChange.ADDED, World.BEN, World.ANA, 10)
                .text(World.TEAM, "k1", World.BEN, 20, "hello")
                .event(World.TEAM, MembershipChange.ADDED, World.BEN, World.CAM, 90);
        assertEquals(
                List.of(
                        "joined 10 EXACT left 20 NOT_EARLIER ADDED by " + World.ANA + " conflict -",
                        "joined 90 EXACT left - UNKNOWN ADDED by " + World.CAM + " conflict -"),
                of(world, World.BEN));
    }

    @Test
    void keepsALeaveWhoseBeginningNobodySaw() throws IOException {
        World world = new World();
        world.device("A").event(World.TEAM, MembershipChange.LEFT, World.BEN, null, 30);
        assertEquals(
                List.of("joined - UNKNOWN left 30 EXACT UNKNOWN by - conflict -"),
                of(world, World.BEN));
    }

    @Test
    void keepsWhatDevicesStateDifferently() throws IOException {
        World world = new World();
        world.device("A")
                .event(World.TEAM, MembershipChange.ADDED, World.BEN, World.ANA, 10)
                .event(World.TEAM, MembershipChange.LEFT, World.BEN, null, 40);
        world.device("B")
                .event(World.TEAM, MembershipChange.JOINED_BY_LINK, World.BEN, null, 12)
                .event(World.TEAM, MembershipChange.REMOVED, World.BEN, World.ANA, 41);
        world.device("C")
                .event(World.TEAM, MembershipChange.PRESENT, World.BEN, null, 0)
                .text(World.TEAM, "k9", World.ANA, 90, "late");
        assertEquals(
                List.of(
                        "joined 10 EXACT left 40 EXACT ADDED by "
                                + World.ANA
                                + " conflict "
                                + java.util.stream.Stream.of(
                                                world.device("B").source() + ":LINK",
                                                world.device("B").source() + ":REMOVED",
                                                world.device("C").source()
                                                        + ":LISTED_AFTER_LEAVING")
                                        .sorted()
                                        .collect(java.util.stream.Collectors.joining(" "))),
                of(world, World.BEN));
    }

    @Test
    void makesNoMembershipsOfADirectConversation() throws IOException {
        World world = new World();
        world.device("A")
                .owner(World.ANA)
                .direct(World.BEN)
                .text(world.device("A").with(World.BEN), "k", null, 5, "hello");
        assertEquals(List.of(), of(world, World.ANA));
    }

    private static List<String> of(World world, String account) throws IOException {
        return Linking.all(world).linked(Membership.class).stream()
                .filter(row -> row.account().equals(account))
                .map(MembershipStepTest::text)
                .toList();
    }

    private static String text(Membership row) {
        return "joined %s %s left %s %s %s by %s conflict %s"
                .formatted(
                        seconds(row.joined()),
                        row.joinedPrecision(),
                        seconds(row.left()),
                        row.leftPrecision(),
                        row.how(),
                        row.actor() == null ? "-" : row.actor(),
                        row.conflict() == null ? "-" : row.conflict());
    }

    private static String seconds(@org.jspecify.annotations.Nullable Long micros) {
        return micros == null ? "-" : Long.toString(micros / 1_000_000);
    }
}
