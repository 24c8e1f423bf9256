package org.tutela.answers.search;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;
import org.tutela.model.Id;

/// The fields of the index, and how a value becomes one. What evidence says may be of any length: a
/// long text is cut into pieces that overlap, and an identifier beyond [#LONGEST] stands as its
/// digest.
final class Fields {
    /// Words, not stored.
    static final String TEXT = "text";

    /// The piece of the text as it is, stored.
    static final String SHOWN = "shown";

    /// Path of the file, stored where the text is not the path itself.
    static final String PATH = "path";

    /// Ordinal of the [PlaceKind].
    static final String KIND = "kind";

    /// What makes places one: 64 bits of a digest.
    static final String KEY = "key";

    /// Conversation, as the device states it.
    static final String CONVERSATION = "conversation";

    /// Account: who wrote, or whose name it is, as the device states it.
    static final String ACCOUNT = "account";

    /// Source, 32 hex digits.
    static final String SOURCE = "source";

    /// Written by the owner of the device: [#ACCOUNT] is empty then.
    static final String OWNER = "owner";

    /// Microseconds since 1970 UTC; missing where no time is known.
    static final String TIME = "time";

    /// Id of the fact, 16 bytes.
    static final String FACT = "fact";

    /// UTF-16 units of a piece of text.
    static final int PIECE = 4096;

    /// UTF-16 units that two pieces share, so that words side by side are found side by side.
    static final int OVERLAP = 256;

    /// UTF-16 units of an identifier that stands as it is.
    static final int LONGEST = 1000;

    /// Words with their places, for phrases.
    static final FieldType WORDS = words();

    private Fields() {}

    /// An identifier as a term.
    static String term(String value) {
        return value.length() <= LONGEST ? value : "digest:" + Id.of(value);
    }

    /// What makes places one: the same parts, the same number.
    static long key(PlaceKind kind, String... parts) {
        String[] all = new String[parts.length + 1];
        all[0] = kind.name();
        for (int i = 0; i < parts.length; i++) {
            all[i + 1] = parts[i];
        }
        return Id.of(all).high();
    }

    /// The pieces of a text; none where it is blank.
    static List<String> pieces(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        if (text.length() <= PIECE) {
            return List.of(text);
        }
        List<String> pieces = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = whole(text, Math.min(text.length(), start + PIECE));
            pieces.add(text.substring(start, end));
            start = end == text.length() ? end : whole(text, end - OVERLAP);
        }
        return pieces;
    }

    /// A place that does not part a surrogate pair.
    private static int whole(String text, int at) {
        boolean parts =
                at > 0
                        && at < text.length()
                        && Character.isHighSurrogate(text.charAt(at - 1))
                        && Character.isLowSurrogate(text.charAt(at));
        return parts ? at + 1 : at;
    }

    private static FieldType words() {
        FieldType type = new FieldType();
        type.setTokenized(true);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        type.freeze();
        return type;
    }
}
