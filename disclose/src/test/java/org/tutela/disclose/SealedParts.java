package org.tutela.disclose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Makes small sealed packages of any payload.
final class SealedParts {
    static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    private SealedParts() {}

    static PackageDecision decision(String name, long medium, long entry) {
        return decision(name, entry, new PackageTerms(false, false, medium, HoldingRules.NONE, ""));
    }

    static PackageDecision decision(String name, long entry, PackageTerms terms) {
        return new PackageDecision(
                name,
                new PackageOrder("ES", "Made-up court", "", "", "COURT ONLY", "", "en", terms),
                "ana",
                "bo",
                AT,
                "00".repeat(32),
                "00".repeat(32),
                entry);
    }

    /// Seals a payload of texts under `folder`, as one package or in parts.
    static List<PartWriter.Part> seal(
            Path folder, PackageDecision decision, SealingKey key, Map<String, String> payload)
            throws IOException {
        BagWriter staged = new BagWriter(folder.resolve("staged-" + decision.name()));
        for (Map.Entry<String, String> file : payload.entrySet()) {
            staged.put(file.getKey(), file.getValue());
        }
        return new PartWriter(decision, key, "no jar".getBytes(StandardCharsets.UTF_8))
                .write(staged, folder);
    }

    static List<Path> files(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
