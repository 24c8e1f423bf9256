package org.tutela.answers.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.tutela.answers.search.Found.Part;

/// The place of a word, cut out of its text with something around it.
final class Snippet {
    /// UTF-16 units that are shown at most.
    private static final int LENGTH = 320;

    private static final int BEFORE = 80;

    private Snippet() {}

    static List<Part> of(String text, Predicate<String> marks, Folding folding) {
        List<Folding.Word> marked =
                folding.words(text).stream().filter(word -> marks.test(word.term())).toList();
        int first = marked.isEmpty() ? 0 : marked.getFirst().start();
        int start = text.length() <= LENGTH ? 0 : Math.max(0, first - BEFORE);
        int end = Math.min(text.length(), start + LENGTH);
        start = whole(text, start);
        end = whole(text, end);
        List<Part> parts = new ArrayList<>();
        if (start > 0) {
            parts.add(new Part("… ", false));
        }
        int at = start;
        for (Folding.Word word : marked) {
            if (word.start() >= at && word.end() <= end && word.end() > word.start()) {
                add(parts, text.substring(at, word.start()), false);
                add(parts, text.substring(word.start(), word.end()), true);
                at = word.end();
            }
        }
        add(parts, text.substring(at, end), false);
        if (end < text.length()) {
            parts.add(new Part(" …", false));
        }
        return parts;
    }

    private static void add(List<Part> parts, String text, boolean marked) {
        if (!text.isEmpty()) {
            parts.add(new Part(text, marked));
        }
    }

    private static int whole(String text, int at) {
        boolean parts =
                at > 0
                        && at < text.length()
                        && Character.isLowSurrogate(text.charAt(at))
                        && Character.isHighSurrogate(text.charAt(at - 1));
        return parts ? at - 1 : at;
    }
}
