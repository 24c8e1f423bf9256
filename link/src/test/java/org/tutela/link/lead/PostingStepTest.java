package org.tutela.link.lead;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.tutela.link.LinkStep;
import org.tutela.link.LinkStepContract;
import org.tutela.link.Linking;
import org.tutela.link.World;
import org.tutela.model.InvitePosting;

final class PostingStepTest extends LinkStepContract {

    @Override
    protected LinkStep step() {
        return new PostingStep();
    }

    @Override
    protected World world() {
        return LeadStepTest.invited();
    }

    @Test
    void bringsAMentionAndItsMessageTogether() throws IOException {
        long posted =
                Linking.all(world()).linked(InvitePosting.class).stream()
                        .filter(row -> "k1".equals(row.messageKey()))
                        .filter(row -> World.ANA.equals(row.account()))
                        .filter(row -> World.TEAM.equals(row.conversation()))
                        .count();
        assertEquals(2, posted);
    }
}
