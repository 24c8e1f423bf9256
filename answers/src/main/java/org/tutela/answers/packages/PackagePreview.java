package org.tutela.answers.packages;

import java.io.IOException;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.Packages;
import org.tutela.answers.ask.Question;
import org.tutela.answers.ask.Right;

/// What an order would cover, before anybody proposes it.
///
/// @param order the order
public record PackagePreview(Packages.Order order) implements Question<Packages.Preview> {
    @Override
    public Right right() {
        return Right.DISCLOSE;
    }

    @Override
    public String subject() {
        return "packages";
    }

    /// Throws [IllegalArgumentException] with a sentence where the order is none.
    @Override
    public Packages.Preview answer(Desk desk) throws IOException {
        return desk.packages().preview(order);
    }
}
