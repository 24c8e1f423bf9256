package org.tutela.app;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tutela.casebook.JournalErasure;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Durable;
import org.tutela.facts.Erased;
import org.tutela.model.Digest;
import org.tutela.model.Id;

/// An erasure that two people decided on and that has not come to its end: `erasure/pending.json`,
/// from the approval until the certificate is written. It names the thing in the clear, as whoever
/// finishes must know it; then it is deleted.
///
/// @param kind what kind of thing, as a word
/// @param name its one name
/// @param erased the thing
/// @param subjects subjects of the journal that are about it
/// @param words ids of the casebook that name it in rows of the casebook
/// @param proposal who proposed it
/// @param approval who approved it
/// @param counts what the journal loses; null: not counted yet
/// @param figures what the facts lose; null: not counted yet
record PendingErasure(
        String kind,
        String name,
        Erased erased,
        Set<String> subjects,
        Set<String> words,
        Step proposal,
        Step approval,
        JournalErasure.@Nullable Counts counts,
        @Nullable Figures figures) {
    PendingErasure {
        subjects = Set.copyOf(subjects);
        words = Set.copyOf(words);
    }

    /// An entry of the journal.
    ///
    /// @param who who did it
    /// @param at when
    /// @param number of the entry
    record Step(String who, Instant at, long number) {
        private Map<String, Object> toMap() {
            return Map.of("who", who, "at", at.toString(), "number", number);
        }

        private static Step of(Map<?, ?> map) {
            return new Step(
                    String.valueOf(map.get("who")),
                    Instant.parse(String.valueOf(map.get("at"))),
                    PendingErasure.number(map, "number"));
        }
    }

    /// What the facts lose, for the certificate.
    ///
    /// @param erased rows that go, by table
    /// @param changed rows of others that are changed, by table
    /// @param files files that are deleted, a line each
    record Figures(Map<String, Long> erased, Map<String, Long> changed, List<String> files) {
        Figures {
            erased = java.util.Collections.unmodifiableMap(new TreeMap<>(erased));
            changed = java.util.Collections.unmodifiableMap(new TreeMap<>(changed));
            files = List.copyOf(files);
        }
    }

    PendingErasure with(JournalErasure.Counts lost) {
        return new PendingErasure(
                kind, name, erased, subjects, words, proposal, approval, lost, figures);
    }

    PendingErasure with(Figures counted) {
        return new PendingErasure(
                kind, name, erased, subjects, words, proposal, approval, counts, counted);
    }

    /// Whether this is what somebody names on the command line.
    boolean is(String otherKind, String id) {
        boolean named =
                name.equals(id)
                        || (erased instanceof Erased.Person person
                                && (person.accounts().contains(id) || words.contains(id)));
        return kind.equals(otherKind) && named;
    }

    private static Path file(CaseFolder folder) {
        return folder.path().resolve("erasure").resolve("pending.json");
    }

    /// Whether there is one.
    static boolean exists(CaseFolder folder) {
        return Files.exists(file(folder));
    }

    /// Throws [WrongUse] where there is one: nothing may leave the case before it is finished.
    static void requireNone(CaseFolder folder) {
        if (exists(folder)) {
            throw new WrongUse(
                    "An erasure that two people decided on has not come to its end: `tutela run "
                            + folder.path()
                            + "` finishes it.");
        }
    }

    static void delete(CaseFolder folder) throws IOException {
        Files.deleteIfExists(file(folder));
    }

    /// Writes it whole, and has it on the disk when it returns.
    void write(CaseFolder folder) throws IOException {
        Path file = file(folder);
        Files.createDirectories(file.resolveSibling("."));
        Durable.write(file, JSON.std.asBytes(toMap()));
    }

    private Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", kind);
        map.put("name", name);
        switch (erased) {
            case Erased.Source(Id id) -> map.put("source", id.toString());
            case Erased.Contents(Set<Digest> contents) -> map.put("contents", texts(contents));
            case Erased.Person person -> {
                map.put("accounts", person.accounts());
                map.put("names", person.names());
                map.put("contents", texts(person.contents()));
            }
        }
        map.put("subjects", subjects);
        map.put("words", words);
        map.put("proposal", proposal.toMap());
        map.put("approval", approval.toMap());
        if (counts != null) {
            map.put(
                    "counts",
                    List.of(counts.subjects(), counts.payloads(), counts.rows(), counts.open()));
        }
        if (figures != null) {
            map.put("erased", figures.erased());
            map.put("changed", figures.changed());
            map.put("files", figures.files());
        }
        return map;
    }

    private static List<String> texts(Set<Digest> digests) {
        return digests.stream().map(Digest::toString).sorted().toList();
    }

    /// The one of a case. Throws [IOException] with a sentence where its file is damaged.
    static Optional<PendingErasure> find(CaseFolder folder) throws IOException {
        if (!exists(folder)) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(JSON.std.mapFrom(Files.readAllBytes(file(folder)))));
        } catch (IllegalArgumentException | ClassCastException | java.time.DateTimeException e) {
            throw new IOException("the file " + file(folder) + " is damaged", e);
        }
    }

    private static PendingErasure of(Map<String, Object> map) {
        Erased erased;
        if (map.containsKey("source")) {
            erased = new Erased.Source(Id.parse(String.valueOf(map.get("source"))));
        } else if (map.containsKey("accounts")) {
            erased = new Erased.Person(set(map, "accounts"), set(map, "names"), digests(map));
        } else {
            erased = new Erased.Contents(digests(map));
        }
        JournalErasure.Counts counts = null;
        if (map.get("counts") instanceof List<?> numbers && numbers.size() == 4) {
            counts =
                    new JournalErasure.Counts(
                            ((Number) numbers.get(0)).longValue(),
                            ((Number) numbers.get(1)).longValue(),
                            ((Number) numbers.get(2)).longValue(),
                            ((Number) numbers.get(3)).longValue());
        }
        Figures figures = null;
        if (map.containsKey("files")) {
            figures =
                    new Figures(
                            rows(map, "erased"),
                            rows(map, "changed"),
                            List.copyOf(set(map, "files")));
        }
        return new PendingErasure(
                String.valueOf(map.get("kind")),
                String.valueOf(map.get("name")),
                erased,
                set(map, "subjects"),
                set(map, "words"),
                Step.of((Map<?, ?>) map.getOrDefault("proposal", Map.of())),
                Step.of((Map<?, ?>) map.getOrDefault("approval", Map.of())),
                counts,
                figures);
    }

    private static Set<String> set(Map<String, Object> map, String field) {
        Set<String> set = new TreeSet<>();
        ((List<?>) map.getOrDefault(field, List.of()))
                .forEach(each -> set.add(String.valueOf(each)));
        return set;
    }

    private static Set<Digest> digests(Map<String, Object> map) {
        Set<Digest> digests = new java.util.HashSet<>();
        set(map, "contents").forEach(hex -> digests.add(Digest.parse(hex)));
        return digests;
    }

    private static Map<String, Long> rows(Map<String, Object> map, String field) {
        Map<String, Long> rows = new TreeMap<>();
        Map<?, ?> stored = (Map<?, ?>) map.getOrDefault(field, Map.of());
        for (Object table : stored.keySet()) {
            rows.put(String.valueOf(table), number(stored, String.valueOf(table)));
        }
        return rows;
    }

    private static long number(Map<?, ?> map, String field) {
        return map.get(field) instanceof Number number ? number.longValue() : 0;
    }
}
