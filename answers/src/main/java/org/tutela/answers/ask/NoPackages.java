package org.tutela.answers.ask;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.tutela.casebook.Author;

/// For cases from which nothing leaves here.
final class NoPackages implements Packages {
    private static NotFound nothing() {
        return new NotFound("Nothing can leave this case from here.");
    }

    @Override
    public Preview preview(Order order) throws IOException {
        throw nothing();
    }

    @Override
    public String propose(Author by, Order order) throws IOException {
        throw nothing();
    }

    @Override
    public List<Entry> list() {
        return List.of();
    }

    @Override
    public Optional<Detail> find(String name) {
        return Optional.empty();
    }

    @Override
    public void approve(Author second, String name, String sentence) throws IOException {
        throw nothing();
    }

    @Override
    public void sendBack(Author second, String name, String sentence) throws IOException {
        throw nothing();
    }
}
