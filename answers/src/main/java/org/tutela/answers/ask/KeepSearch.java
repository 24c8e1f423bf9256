package org.tutela.answers.ask;

import java.io.IOException;

/// A search that its owner keeps under a name, or forgets.
///
/// @param name the name; one kept under it before is replaced
/// @param query what follows the `?` of its address; empty: the search of that name is forgotten
public record KeepSearch(String name, String query) implements Act<Boolean> {

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return "search";
    }

    /// Whether there is now one more or one less. Throws [IllegalArgumentException] with a sentence
    /// where a text is empty or too long.
    @Override
    public Boolean perform(Desk desk) throws IOException {
        var searches = desk.casebook().savedSearches();
        if (query.isEmpty()) {
            return searches.remove(desk.author(), name);
        }
        searches.put(desk.author(), name, query);
        return true;
    }
}
