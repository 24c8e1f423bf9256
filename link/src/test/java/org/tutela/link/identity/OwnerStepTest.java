package org.tutela.link.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tutela.link.LinkStep;
import org.tutela.link.LinkStepContract;
import org.tutela.link.Linking;
import org.tutela.link.World;
import org.tutela.model.DeviceOwner;
import org.tutela.model.EdgeKind;

final class OwnerStepTest extends LinkStepContract {

    @Override
    protected LinkStep step() {
        return new OwnerStep();
    }

    @Override
    protected World world() {
        World world = new World();
        world.device("A").owner(World.ANA);
        world.device("B")
                .account(World.CAM, null, true, "sender")
                .account(World.BEN_LID, null, true, "author_device_jid")
                .account(World.BEN, null, true, "registration_jid")
                .edge(World.BEN_LID, World.BEN, EdgeKind.LID_MAP, 0);
        world.device("C").account(World.DEE, "Dee");
        return world;
    }

    @Test
    void takesTheStrongestBasisAndKeepsWhatContradictsIt() throws IOException {
        World world = world();
        String device = world.device("B").source();
        List<String> owners =
                Linking.all(world).linked(DeviceOwner.class).stream()
                        .filter(owner -> owner.source().toString().equals(device))
                        .map(owner -> owner.place() + " " + owner.account() + " " + owner.basis())
                        .toList();
        assertEquals(
                List.of("1 " + World.BEN + " registration_jid", "2 " + World.CAM + " sender"),
                owners);
    }
}
