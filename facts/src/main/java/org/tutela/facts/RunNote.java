package org.tutela.facts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a run gets on, as it notes itself in `log/run.json` while it lasts. No fact: it is gone when
/// the run has ended. A note that is not written anew was left by a run that was killed.
///
/// @param begun when the run began
/// @param at when this was written
/// @param phase what it does
/// @param sources sources it goes through
/// @param done sources it is through with
/// @param open sources it is at
/// @param problems problems stated so far in the sources it is at or through with
public record RunNote(
        Instant begun,
        Instant at,
        Phase phase,
        long sources,
        long done,
        List<Open> open,
        long problems) {
    private static final String FILE = "run.json";

    /// A copy.
    public RunNote {
        open = List.copyOf(open);
    }

    /// What a run does, in this order.
    public enum Phase {
        /// Sources are registered and examined.
        EXAMINING,
        /// Digests and pictures are compared with known-file lists.
        MATCHING,
        /// Facts of all sources are linked.
        LINKING
    }

    /// A source that is being examined.
    ///
    /// @param exhibit reference of the exhibit
    /// @param source name of the source
    /// @param items items taken through the examinations
    /// @param bytes bytes of content among them
    /// @param expectedBytes bytes expected, as far as listed
    /// @param elapsedMillis since it was begun, ms
    public record Open(
            String exhibit,
            String source,
            long items,
            long bytes,
            long expectedBytes,
            long elapsedMillis) {}

    /// Writes it in place of the one before; the case must be open for writing.
    public void write(CaseFolder folder) throws IOException {
        folder.requireWriter();
        List<Map<String, Object>> sources = new ArrayList<>();
        for (Open each : open) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("exhibit", each.exhibit());
            one.put("source", each.source());
            one.put("items", each.items());
            one.put("bytes", each.bytes());
            one.put("expected", each.expectedBytes());
            one.put("elapsed", each.elapsedMillis());
            sources.add(one);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("begun", begun.toString());
        fields.put("at", at.toString());
        fields.put("phase", phase.name());
        fields.put("sources", this.sources);
        fields.put("done", done);
        fields.put("problems", problems);
        fields.put("open", sources);
        Durable.write(folder.log().resolve(FILE), Json.toBytes(fields));
    }

    /// Takes the note away: the run has ended.
    public static void remove(CaseFolder folder) throws IOException {
        folder.requireWriter();
        Files.deleteIfExists(folder.log().resolve(FILE));
    }

    /// The note of a case; empty where no run has left one, or none that can be read.
    public static Optional<RunNote> find(CaseFolder folder) throws IOException {
        try {
            Json json = Json.read(folder.log().resolve(FILE));
            List<Open> open = new ArrayList<>();
            for (Json each : json.objects("open")) {
                open.add(
                        new Open(
                                each.text("exhibit"),
                                each.text("source"),
                                each.number("items"),
                                each.number("bytes"),
                                each.number("expected"),
                                each.number("elapsed")));
            }
            return Optional.of(
                    new RunNote(
                            Instant.parse(json.text("begun")),
                            Instant.parse(json.text("at")),
                            Phase.valueOf(json.text("phase")),
                            json.number("sources"),
                            json.number("done"),
                            open,
                            json.number("problems")));
        } catch (NoSuchFileException | CaseException | DateTimeException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            // A phase of a newer Tutela.
            return Optional.empty();
        }
    }
}
