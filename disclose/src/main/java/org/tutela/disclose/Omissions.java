package org.tutela.disclose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a package leaves out, counted and named.
///
/// @param counts numbers by key
record Omissions(Map<String, Long> counts) {
    /// Every omission: what, the key of its number and of its sentence in a report, and why.
    private static final List<Line> LINES =
            List.of(
                    new Line(
                            "messages",
                            "messages_outside",
                            "in conversations outside this request"),
                    new Line("senders", "senders_outside", "wrote such messages"),
                    new Line(
                            "conversations",
                            "conversations_outside",
                            "no account or exhibit of the country in them"),
                    new Line("exhibits", "exhibits_outside", "seized elsewhere"),
                    new Line("files", "files_outside", "on exhibits that were seized elsewhere"),
                    new Line("accounts", "accounts_outside", "not of the country"),
                    new Line(
                            "identities",
                            "accounts_pseudonymised",
                            "people outside: pseudonyms stand for them"),
                    new Line(
                            "identities of victims",
                            "victims_withheld",
                            "the addressee is not entitled: pseudonyms stand for them"),
                    new Line(
                            "conversations", "conversations_privileged", "held back as privileged"),
                    new Line("messages", "messages_privileged", "held back as privileged"),
                    new Line("files", "files_privileged", "held back as privileged"),
                    new Line(
                            "contents of pictures and films",
                            "media_withheld",
                            "content is not authorised: digests only"),
                    new Line(
                            "contents of pictures and films",
                            "media_naming",
                            "their bytes name people outside: digests only"),
                    new Line(
                            "contents of pictures and films",
                            "media_unreadable",
                            "could not be read again as they were examined: digests only"));

    /// An omission.
    private record Line(String what, String key, String why) {}

    Omissions {
        counts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }

    static Omissions of(Scope scope, MediaFiles media) {
        Map<String, Long> counts = new LinkedHashMap<>(scope.counts());
        counts.putAll(media.counts());
        return new Omissions(counts);
    }

    long count(String key) {
        return counts.getOrDefault(key, 0L);
    }

    /// Sentences in the language of a report; what is left out of nothing is not mentioned.
    List<String> sentences(ReportWords words) {
        List<String> sentences = new ArrayList<>();
        sentences.add(
                words.say(
                        "omitted.messages",
                        count("messages_outside"),
                        count("senders_outside"),
                        count("conversations_outside")));
        for (Line line : LINES) {
            boolean told = line.key().matches("(messages|senders|conversations)_outside");
            if (!told && count(line.key()) > 0) {
                sentences.add(words.say("omitted." + line.key(), count(line.key())));
            }
        }
        return sentences;
    }

    String csv() {
        StringBuilder text = new StringBuilder("what,number,why\r\n");
        for (Line line : LINES) {
            text.append(line.what()).append(',').append(count(line.key())).append(",\"");
            text.append(line.why()).append("\"\r\n");
        }
        return text.toString();
    }
}
