package org.tutela.disclose;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tutela.answers.CaseQuery;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Deed;
import org.tutela.facts.CaseFolder;

/// Writes a sealed package: the bag, the seal over its tag manifest, and how to check both. The
/// same decision, facts, key and verifier give the same bytes.
public final class PackageWriter {
    private final CaseFolder folder;
    private final CaseQuery query;
    private final Casebook casebook;
    private final byte[] verifier;

    /// Works on an open case; `verifier` is the stand-alone verifier that goes into every package.
    public PackageWriter(CaseFolder folder, CaseQuery query, Casebook casebook, byte[] verifier) {
        this.folder = folder;
        this.query = query;
        this.casebook = casebook;
        this.verifier = verifier.clone();
    }

    /// A package that was written.
    ///
    /// @param path its folder
    /// @param rows rows by table
    /// @param tagManifest SHA-256 of the tag manifest, which the seal is over
    public record Written(Path path, Map<String, Long> rows, String tagManifest) {
        /// A copy.
        public Written {
            rows = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        }
    }

    /// Writes the package as a folder of its name in `target` and the sealing into the journal. A
    /// package that could not be finished leaves nothing behind. Throws [IOException] with a
    /// sentence where the folder is there already.
    public Written write(Path target, PackageDecision decision, SealingKey key) throws IOException {
        Path done = target.resolve(decision.name());
        if (Files.exists(done)) {
            throw new IOException("there is a " + done + " already");
        }
        Path part = target.resolve(decision.name() + ".part");
        delete(part);
        Files.createDirectories(part);
        try {
            Written written = fill(part, decision, key);
            Files.move(part, done);
            Map<String, Object> payload = new LinkedHashMap<>();
            payload.put("package", decision.name());
            payload.put("tag_manifest_sha256", written.tagManifest());
            payload.put("certificate_sha256", key.fingerprint());
            payload.put("rows", written.rows());
            casebook.journal()
                    .append(
                            new Deed(
                                    decision.by(),
                                    "PACKAGE_SEALED",
                                    "package:" + decision.name(),
                                    "",
                                    "",
                                    JSON.std.asString(payload)));
            return new Written(done, written.rows(), written.tagManifest());
        } finally {
            delete(part);
        }
    }

    private Written fill(Path part, PackageDecision decision, SealingKey key) throws IOException {
        Scope scope = Scope.of(folder, query, decision.order().country());
        Redactor redactor = Redactor.of(folder, query, scope, new Pseudonyms(decision.key()));
        BagWriter bag = new BagWriter(part.resolve("bag"));
        Map<String, Long> rows = new LinkedHashMap<>();
        for (PackageTable table : PackageTable.all()) {
            try (OutputStream out = bag.create("data/tables/" + table.name() + ".csv")) {
                rows.put(table.name(), table.write(query, scope, redactor, out));
            }
        }
        bag.put("data/tables/README.md", DataDictionary.text());
        bag.put("data/tables/omitted.csv", Omissions.csv(scope));
        new CountryReport(query, scope, redactor, decision).write(bag);
        VicsMedia.write(bag, query, scope, redactor);
        bag.put("data/legal/decision.json", legal(decision, scope));
        bag.put("data/custody/journal.json", JournalProof.of(casebook, decision).toJson());
        String verify = VerifyText.of(decision, key);
        bag.put(
                "outside-sha256.txt",
                digest(verify.getBytes(StandardCharsets.UTF_8))
                        + "  ../VERIFY.txt\n"
                        + digest(verifier)
                        + "  ../verify.jar\n");
        bag.put("bag-info.txt", bagInfo(decision, bag.oxum()));
        byte[] tags = bag.finish();
        Files.writeString(part.resolve("VERIFY.txt"), verify);
        Files.write(part.resolve("verify.jar"), verifier);
        Path seal = Files.createDirectories(part.resolve("seal"));
        Files.write(seal.resolve("bag.tagmanifest.p7s"), Seal.over(tags, key, decision.at()));
        Files.writeString(seal.resolve("signer.pem"), key.pem());
        return new Written(part, rows, digest(tags));
    }

    private static String bagInfo(PackageDecision decision, String oxum) {
        PackageOrder order = decision.order();
        StringBuilder text = new StringBuilder();
        List<String[]> lines =
                List.of(
                        new String[] {"External-Identifier", decision.name()},
                        new String[] {
                            "Bagging-Date",
                            decision.at().atOffset(ZoneOffset.UTC).toLocalDate().toString()
                        },
                        new String[] {"Payload-Oxum", oxum},
                        new String[] {"Bag-Count", "1 of 1"},
                        new String[] {"Addressee-Country", order.country()},
                        new String[] {"Addressee", order.addressee()},
                        new String[] {"Authority", order.authority()},
                        new String[] {"Legal-Basis", order.basis()},
                        new String[] {"Handling-Code", decision.handling()},
                        new String[] {"Retention-Until", order.retainUntil()},
                        new String[] {"Tool-Version", "tutela 0.1"});
        for (String[] line : lines) {
            String value = line[1].replaceAll("[\\r\\n]+", " ").strip();
            if (!value.isEmpty()) {
                text.append(line[0]).append(": ").append(value).append('\n');
            }
        }
        return text.toString();
    }

    private static String legal(PackageDecision decision, Scope scope) throws IOException {
        PackageOrder order = decision.order();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("package", decision.name());
        fields.put("country", order.country());
        fields.put("addressee", order.addressee());
        fields.put("authority", order.authority());
        fields.put("basis", order.basis());
        fields.put("handling", decision.handling());
        fields.put("retain_until", order.retainUntil());
        fields.put("proposed_by", decision.by());
        fields.put("approved_by", decision.approvedBy() == null ? "" : decision.approvedBy());
        fields.put("decided_at", decision.at().toString());
        fields.put("catalog_generation", scope.generation());
        fields.put("what_is_in", Scope.REASON);
        fields.put("counts", scope.counts());
        return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(fields) + "\n";
    }

    private static String digest(byte[] bytes) {
        return HexFormat.of().formatHex(BagWriter.sha256().digest(bytes));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
