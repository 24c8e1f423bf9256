package org.tutela.link;

import java.util.Optional;
import org.tutela.model.Message;

/// Who sent a message, by what its own row says.
public final class Senders {
    private Senders() {}

    /// The linked account of the sender: the device's owner, the stated account, or the other side
    /// of a direct conversation; empty where none of them is known.
    public static Optional<String> find(Message row, Identities identities) {
        if (row.fromOwner()) {
            return identities.findOwner(row.seen().source(), row.seen().item(), row.service());
        }
        if (row.sender() != null) {
            return Optional.of(identities.account(row.sender()));
        }
        if (!AccountIds.isDirect(row.conversation())) {
            return Optional.empty();
        }
        AccountIds.Sides sides = AccountIds.sides(row.conversation());
        return AccountIds.known(sides.one())
                ? Optional.empty()
                : Optional.of(identities.account(sides.other()));
    }
}
