package org.tutela.link.lead;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tutela.link.LinkStep;
import org.tutela.link.LinkStepContract;
import org.tutela.link.Linking;
import org.tutela.link.World;
import org.tutela.link.World.Body;
import org.tutela.model.FoundIn;
import org.tutela.model.Lead;
import org.tutela.model.MembershipChange;
import org.tutela.model.MessageKind;
import org.tutela.model.MessageState;

final class LeadStepTest extends LinkStepContract {
    static final String INVITE = "wa-invite:ABCDEFGHIJKLMNOPQRSTUV";

    @Override
    protected LinkStep step() {
        return new LeadStep();
    }

    @Override
    protected World world() {
        return invited();
    }

    /// Ana posts an invite to the cake group in the team; Ben, who is there, joins by it. Dee, who
    /// is not in the team, joins too. Cam's phone knows where the invite leads.
    static World invited() {
        World world = new World();
        world.device("A")
                .owner(World.ANA)
                .group(World.TEAM, "Team")
                .event(World.TEAM, MembershipChange.ADDED, World.BEN, World.ANA, 10)
                .text(World.TEAM, "k1", null, 100, "join chat.whatsapp.com/ABCDEFGHIJKLMNOPQRSTUV")
                .invite(INVITE, FoundIn.MESSAGE)
                .event(World.CAKES, MembershipChange.JOINED_BY_LINK, World.BEN, null, 150)
                .event(World.CAKES, MembershipChange.JOINED_BY_LINK, World.DEE, null, 160);
        world.device("B")
                .owner(World.BEN)
                .text(
                        World.TEAM,
                        "k1",
                        World.ANA,
                        100,
                        "join chat.whatsapp.com/ABCDEFGHIJKLMNOPQRSTUV")
                .invite(INVITE, FoundIn.MESSAGE)
                .invite(INVITE, FoundIn.TEXT);
        World.Device c = world.device("C");
        c.owner(World.CAM)
                .message(
                        c.with(World.DEE),
                        "i1",
                        null,
                        120,
                        new Body(null, MessageState.LIVE, MessageKind.INVITE, INVITE, World.CAKES));
        return world;
    }

    @Test
    void leadsFromThePostingToThoseWhoWereThereAndJoined() throws IOException {
        String direct = "whatsapp:33639980003@s.whatsapp.net+4500000004@s.whatsapp.net";
        assertEquals(
                List.of(
                        "MESSAGE in %s by %s 100 joined %s 150"
                                .formatted(World.TEAM, World.ANA, World.BEN),
                        "MESSAGE in %s by %s 120 joined %s 160"
                                .formatted(direct, World.CAM, World.DEE),
                        "TEXT in null by null - joined null -"),
                leads(invited()));
    }

    @Test
    void keepsAPostingThatNobodyFollowed() throws IOException {
        World world = new World();
        world.device("A")
                .owner(World.ANA)
                .text(World.TEAM, "k1", World.BEN, 100, "https://t.me/+abcdefghijklmnop")
                .invite("tg-invite:abcdefghijklmnop", FoundIn.MESSAGE);
        assertEquals(
                List.of("MESSAGE in " + World.TEAM + " by " + World.BEN + " 100 joined null -"),
                leads(world));
    }

    private static List<String> leads(World world) throws IOException {
        return Linking.all(world).linked(Lead.class).stream()
                .map(lead ->
                        "%s in %s by %s %s joined %s %s"
                                .formatted(
                                        lead.foundIn(),
                                        lead.postedIn(),
                                        lead.postedBy(),
                                        seconds(lead.postedAt()),
                                        lead.joinedBy(),
                                        seconds(lead.joinedAt())))
                .sorted()
                .toList();
    }

    private static String seconds(@org.jspecify.annotations.Nullable Long micros) {
        return micros == null ? "-" : Long.toString(micros / 1_000_000);
    }
}
