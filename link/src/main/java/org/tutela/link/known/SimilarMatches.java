package org.tutela.link.known;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tutela.known.KnownEntryMatch;
import org.tutela.known.KnownLists;
import org.tutela.model.VisualHash;

/// Brings the forms of one picture together: a picture matches an entry once, in the form that is
/// nearest. Hashes come sorted by address, so those of one picture follow one another.
final class SimilarMatches {
    private final KnownLists lists;
    private final Listener listener;
    private final Map<List<String>, KnownEntryMatch> nearest = new LinkedHashMap<>();
    private @Nullable VisualHash picture;

    SimilarMatches(KnownLists lists, Listener listener) {
        this.lists = lists;
        this.listener = listener;
    }

    /// Receives the matches of one picture.
    interface Listener {
        void matches(VisualHash picture, List<KnownEntryMatch> matches) throws IOException;
    }

    void add(VisualHash hash) throws IOException {
        VisualHash before = picture;
        if (before == null || !before.seen().address().equals(hash.seen().address())) {
            end();
            picture = hash;
        }
        for (KnownEntryMatch match : lists.matchSimilar(hash)) {
            List<String> entry = List.of(match.list().digest().toString(), match.entry().entry());
            nearest.merge(
                    entry, match, (one, other) -> other.distance() < one.distance() ? other : one);
        }
    }

    void end() throws IOException {
        VisualHash last = picture;
        if (last != null && !nearest.isEmpty()) {
            listener.matches(last, new ArrayList<>(nearest.values()));
        }
        nearest.clear();
        picture = null;
    }
}
