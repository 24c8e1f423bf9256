package org.tutela.disclose;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tutela.answers.CaseQuery;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Deed;
import org.tutela.facts.CaseFolder;

/// Writes a sealed package: the bag, the seal over its tag manifest, and how to check both; in
/// parts where it must fit on media of a size. The same decision, facts, key and verifier give the
/// same bytes.
public final class PackageWriter {
    private final CaseFolder folder;
    private final CaseQuery query;
    private final Casebook casebook;
    private final byte[] verifier;
    private final Originals originals;
    private final String bill;

    /// Works on an open case; `verifier` is the stand-alone verifier that goes into every package.
    public PackageWriter(CaseFolder folder, CaseQuery query, Casebook casebook, byte[] verifier) {
        this(new Case(folder, query, casebook), verifier, Originals.none(), "");
    }

    private PackageWriter(Case opened, byte[] verifier, Originals originals, String bill) {
        this.folder = opened.folder();
        this.query = opened.query();
        this.casebook = opened.casebook();
        this.verifier = verifier.clone();
        this.originals = originals;
        this.bill = bill;
    }

    /// An open case.
    private record Case(CaseFolder folder, CaseQuery query, Casebook casebook) {}

    /// The same, with the door to the bytes of the evidence and the bill of what the tool is made
    /// of (CycloneDX JSON; empty for none).
    public PackageWriter with(Originals door, String billOfMaterials) {
        return new PackageWriter(
                new Case(folder, query, casebook), verifier, door, billOfMaterials);
    }

    /// A package that was written.
    ///
    /// @param parts its folders, one unless it was split
    /// @param rows rows by table
    /// @param tagManifest SHA-256 of the tag manifest of the first part, which the seal is over
    public record Written(List<Path> parts, Map<String, Long> rows, String tagManifest) {
        /// A copy.
        public Written {
            parts = List.copyOf(parts);
            rows = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        }

        /// Its folder, or that of the first part.
        public Path path() {
            return parts.getFirst();
        }
    }

    /// Writes the package as a folder of its name in `target` (or one for each part) and the
    /// sealing into the journal. A package that could not be finished leaves nothing behind. Throws
    /// [PackageRefused] where the case is not the one that was decided on, [IOException] with a
    /// sentence where a folder is there already, or a file is larger than the medium.
    public Written write(Path target, PackageDecision decision, SealingKey key) throws IOException {
        Path work = target.resolve(decision.name() + ".part");
        delete(work);
        Files.createDirectories(work);
        List<Path> moved = new ArrayList<>();
        boolean finished = false;
        try {
            BagWriter staged = new BagWriter(work.resolve("payload"));
            Map<String, Long> rows = fill(staged, decision);
            List<PartWriter.Part> parts =
                    new PartWriter(decision, key, verifier).write(staged, work.resolve("parts"));
            for (PartWriter.Part part : parts) {
                Path done = target.resolve(part.name());
                if (Files.exists(done)) {
                    throw new IOException("there is a " + done + " already");
                }
                Files.move(part.path(), done);
                moved.add(done);
            }
            String tagManifest = parts.getFirst().tagManifest();
            journal(decision, key, rows, parts);
            finished = true;
            return new Written(moved, rows, tagManifest);
        } finally {
            delete(work);
            if (!finished) {
                for (Path part : moved) {
                    delete(part);
                }
            }
        }
    }

    private void journal(
            PackageDecision decision,
            SealingKey key,
            Map<String, Long> rows,
            List<PartWriter.Part> parts)
            throws IOException {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("package", decision.name());
        payload.put("tag_manifest_sha256", parts.getFirst().tagManifest());
        payload.put("parts", parts.stream().map(PartWriter.Part::tagManifest).toList());
        payload.put("certificate_sha256", key.fingerprint());
        payload.put("rows", rows);
        casebook.journal()
                .append(
                        new Deed(
                                decision.by(),
                                "PACKAGE_SEALED",
                                "package:" + decision.name(),
                                "",
                                "",
                                JSON.std.asString(payload)));
    }

    /// Writes the whole payload; returns the rows by table.
    private Map<String, Long> fill(BagWriter bag, PackageDecision decision) throws IOException {
        PackageOrder order = decision.order();
        Scope scope = Scope.of(folder, query, order, casebook);
        if (!scope.selection().equals(decision.selection())) {
            throw new PackageRefused(
                    "the case has changed since "
                            + decision.name()
                            + " was chosen, so that it would be another package: choose it anew");
        }
        Redactor redactor = Redactor.of(folder, query, scope, new Pseudonyms(decision.key()));
        Leaving leaving = new Leaving(query, scope, redactor, casebook.work().persons().list());
        MediaFiles media = new MediaFiles(bag, originals, redactor);
        media.write(query, scope, order.terms().content());
        Omissions omissions = Omissions.of(scope, media);
        List<String> subjects = new ArrayList<>();
        scope.sources().forEach(source -> subjects.add("source:" + source));
        scope.exhibits().forEach(exhibit -> subjects.add("exhibit:" + exhibit));
        JournalProof proof = JournalProof.of(casebook, decision, java.util.Set.copyOf(subjects));
        CountryReport report = new CountryReport(bag, leaving, decision, omissions);
        Map<String, Long> rows = new LinkedHashMap<>();
        for (PackageTable table : PackageTable.all()) {
            try (TableOutput output = TableOutput.create(bag, table)) {
                if (table.select().isEmpty()) {
                    for (List<Object> row : proof.rows()) {
                        output.row(table.treat(redactor, new ArrayList<>(row)));
                    }
                } else {
                    leaving.read(
                            table,
                            row -> {
                                output.row(row);
                                report.row(table, row);
                            });
                }
                rows.put(table.name(), output.finish());
            }
        }
        bag.put("data/tables/README.md", DataDictionary.text());
        bag.put("data/tables/omitted.csv", omissions.csv());
        VicsMedia.write(bag, leaving, media);
        bag.put("data/legal/decision.json", LegalRecord.of(decision, scope, omissions));
        bag.put(JournalProof.FILE, proof.text());
        ToolRecord.write(bag, folder, bill);
        report.write();
        return rows;
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
