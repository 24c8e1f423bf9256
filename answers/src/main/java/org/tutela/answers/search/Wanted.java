package org.tutela.answers.search;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is looked for, and where.
///
/// @param text what a person typed: words that must all stand there, `"words side by side"`,
///   `begin*` for what begins so, `nearly~` for one letter more, less or other, `-without`
/// @param kinds only these kinds; empty: all
/// @param conversations only in these conversations, as devices state them; empty: all
/// @param people only by or of these accounts; null: all
/// @param from only at this time or later, microseconds since 1970 UTC; [Long#MIN_VALUE]: any
/// @param until only before this time; [Long#MAX_VALUE]: any
/// @param order order of the places
/// @param page number of the page, from 1
public record Wanted(
        String text,
        Set<PlaceKind> kinds,
        Set<String> conversations,
        @Nullable People people,
        long from,
        long until,
        Order order,
        int page) {
    /// Places of a page.
    public static final int PLACES = 32;

    /// The last page that is shown: whoever gets there narrows the search.
    public static final int LAST_PAGE = 64;

    /// A copy.
    public Wanted {
        kinds = Set.copyOf(kinds);
        conversations = Set.copyOf(conversations);
    }

    /// Orders of the places.
    public enum Order {
        /// The rarer the word and the shorter the text, the closer.
        CLOSEST,
        /// Latest first.
        LATEST,
        /// Earliest first; what has no time comes first.
        EARLIEST
    }

    /// Some accounts.
    ///
    /// @param accounts their ids, as devices state them
    /// @param sources sources of which one of them is the owner, 32 hex digits: what is written by
    ///   the owner names no account
    public record People(Set<String> accounts, Set<String> sources) {
        /// A copy.
        public People {
            accounts = Set.copyOf(new TreeSet<>(accounts));
            sources = Set.copyOf(new TreeSet<>(sources));
        }
    }

    /// Words anywhere.
    public static Wanted of(String text) {
        return new Wanted(
                text, Set.of(), Set.of(), null, Long.MIN_VALUE, Long.MAX_VALUE, Order.CLOSEST, 1);
    }
}
