package org.tutela.link.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tutela.link.LinkStep;
import org.tutela.link.LinkStepContract;
import org.tutela.link.Linking;
import org.tutela.link.World;
import org.tutela.model.AccountAlias;
import org.tutela.model.EdgeKind;
import org.tutela.model.LinkedAccount;

final class AccountStepTest extends LinkStepContract {

    @Override
    protected LinkStep step() {
        return new AccountStep();
    }

    @Override
    protected World world() {
        World world = new World();
        world.device("A")
                .owner(World.ANA)
                .account(World.BEN, "Ben")
                .contact(World.BEN, "Uncle")
                .text(World.TEAM, "k1", World.CAM, 10, "kick-off at six")
                .text(World.TEAM, "k2", World.CAM, 11, "bring the ball");
        world.device("B")
                .contact(World.BEN_LID, "Ben")
                .edge(World.BEN_LID, World.BEN, EdgeKind.LID_MAP, 0)
                .text(World.TEAM, "k1", World.CAM, 10, "kick-off at six");
        world.device("C").account("whatsapp:900000000000001@lid", null).direct(World.DEE);
        return world;
    }

    @Test
    void countsDevicesUnderAllIdentifiers() throws IOException {
        LinkedAccount ben = account(World.BEN);
        assertEquals(2, ben.devices());
        assertEquals(2, ben.aliases());
        assertEquals("Ben", ben.displayName());
        assertEquals("+442079460002", ben.handle());
        assertEquals(2, account(World.CAM).devices());
        assertEquals(1, account(World.DEE).devices());
    }

    @Test
    void namesTheCountryThatTheNumberWasIssuedIn() throws IOException {
        assertEquals("GB", account(World.BEN).country());
        assertEquals("NUMBER_ISSUED_IN", account(World.BEN).countryBasis());
        assertNull(account("whatsapp:900000000000001@lid").country());
        assertNull(account("whatsapp:900000000000001@lid").countryBasis());
    }

    @Test
    void givesEveryIdentifierItsAccount() throws IOException {
        List<String> aliases =
                Linking.all(world()).linked(AccountAlias.class).stream()
                        .filter(alias -> alias.account().equals(World.BEN))
                        .map(alias -> alias.alias() + " " + alias.basis())
                        .toList();
        assertEquals(List.of(World.BEN_LID + " LID_MAP", World.BEN + " SELF"), aliases);
    }

    private LinkedAccount account(String id) throws IOException {
        return Linking.all(world()).linked(LinkedAccount.class).stream()
                .filter(account -> account.account().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
