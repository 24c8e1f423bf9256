package org.tutela.link.person;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tutela.link.LinkStep;
import org.tutela.link.LinkStepContract;
import org.tutela.link.Linking;
import org.tutela.link.World;
import org.tutela.model.EdgeKind;
import org.tutela.model.PersonCandidate;

final class PersonCandidateStepTest extends LinkStepContract {

    @Override
    protected LinkStep step() {
        return new PersonCandidateStep();
    }

    @Override
    protected World world() {
        World world = new World();
        world.device("A")
                .contact(World.ANA, "Ana Goalkeeper")
                .contact(World.BEN, "Ben")
                .edge(World.CAM, World.DEE, EdgeKind.NUMBER_CHANGE, 5);
        world.device("B").contact(World.DEE, "ana  goalkeeper ");
        world.device("C").contact(World.CAM, "Cam");
        return world;
    }

    @Test
    void suggestsAndNeverMerges() throws IOException {
        assertEquals(
                List.of(
                        "Ana Goalkeeper " + World.ANA + " CONTACT_NAME WEAK",
                        "Ana Goalkeeper " + World.DEE + " CONTACT_NAME WEAK",
                        World.CAM + " " + World.CAM + " NUMBER_CHANGE STRONG",
                        World.CAM + " " + World.DEE + " NUMBER_CHANGE STRONG"),
                Linking.all(world()).linked(PersonCandidate.class).stream()
                        .map(row ->
                                row.person()
                                        + " "
                                        + row.account()
                                        + " "
                                        + row.basis()
                                        + " "
                                        + row.strength())
                        .sorted((one, other) ->
                                one.startsWith("Ana") == other.startsWith("Ana")
                                        ? one.compareTo(other)
                                        : one.startsWith("Ana") ? -1 : 1)
                        .toList());
    }
}
