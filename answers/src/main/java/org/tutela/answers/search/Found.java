package org.tutela.answers.search;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Id;

/// What was found.
///
/// @param places the places of the page
/// @param total places in all that were counted
/// @param whole whether all was counted; where not, there are more than `total`
/// @param kinds places by kind, whatever kinds are chosen
/// @param sources sightings by source, whatever sources are chosen
/// @param conversations places by conversation, whatever conversations are chosen
/// @param wrong what of the words cannot be looked for, such as `a*`; empty where all can
public record Found(
        List<Place> places,
        long total,
        boolean whole,
        Map<PlaceKind, Long> kinds,
        Map<Id, Long> sources,
        Map<String, Long> conversations,
        List<String> wrong) {
    /// A copy.
    public Found {
        places = List.copyOf(places);
        kinds = Map.copyOf(kinds);
        sources = Map.copyOf(sources);
        conversations = Map.copyOf(conversations);
        wrong = List.copyOf(wrong);
    }

    /// The same with fewer places: those that whoever asks needs to know. Without the counts by
    /// kind, which would tell that there are others.
    public Found with(List<Place> shown) {
        long fewer = total - (places.size() - shown.size());
        return new Found(shown, fewer, whole, Map.of(), sources, conversations, wrong);
    }

    /// Nothing.
    static Found nothing(List<String> wrong) {
        return new Found(List.of(), 0, true, Map.of(), Map.of(), Map.of(), wrong);
    }

    /// One place: a message is one however many devices hold it.
    ///
    /// @param kind what it is
    /// @param fact the fact that says so
    /// @param source the source of that fact
    /// @param sources the sources that hold it, of those that were asked
    /// @param conversation conversation, as a device states it; empty where there is none
    /// @param account account, as a device states it; empty where there is none, or where it is the
    ///   owner of the first source
    /// @param owner whether the owner of the first source wrote it
    /// @param micros microseconds since 1970 UTC; null where no time is known
    /// @param path path of the file of a document's text; empty where there is none
    /// @param text the place, cut out of its text
    public record Place(
            PlaceKind kind,
            Id fact,
            Id source,
            Set<Id> sources,
            String conversation,
            String account,
            boolean owner,
            @Nullable Long micros,
            String path,
            List<Part> text) {
        /// A copy.
        public Place {
            sources = Set.copyOf(sources);
            text = List.copyOf(text);
        }
    }

    /// A part of a text.
    ///
    /// @param text as it is
    /// @param marked whether it is what was looked for
    public record Part(String text, boolean marked) {}
}
