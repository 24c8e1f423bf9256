package org.tutela.facts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tutela.model.Id;

/// What counts of one source: a file of its own, named after its content, which generations of the
/// catalog name.
///
/// @param source the source
/// @param passes which versions of examinations have been through it, sorted
/// @param files their files, sorted by path
/// @param absorbed per pass, the digest of the staging that was compacted last: a staging with that
///   digest is left over from a crash and needs no second compaction
record SourceManifest(
        Id source,
        List<CompletedPass> passes,
        List<StoredFile> files,
        SortedMap<String, String> absorbed) {

    SourceManifest {
        passes = passes.stream().sorted(Comparator.comparing(CompletedPass::author)).toList();
        files =
                files.stream()
                        .sorted(Comparator.comparing(stored -> stored.file().path()))
                        .toList();
        absorbed = Collections.unmodifiableSortedMap(new TreeMap<>(absorbed));
    }

    static SourceManifest empty(Id source) {
        return new SourceManifest(source, List.of(), List.of(), new TreeMap<>());
    }

    /// Whether the author's facts count.
    boolean current(ExaminationVersion author) {
        return passes.contains(new CompletedPass(source, author, true));
    }

    /// The passes once `authors` are complete: each takes the place of other versions of itself.
    List<CompletedPass> completedBy(Collection<ExaminationVersion> authors) {
        TreeMap<ExaminationVersion, CompletedPass> next = new TreeMap<>();
        for (CompletedPass pass : passes) {
            boolean replaced =
                    authors.stream()
                            .anyMatch(a -> a.examination().equals(pass.author().examination()));
            next.put(
                    pass.author(),
                    new CompletedPass(source, pass.author(), pass.current() && !replaced));
        }
        for (ExaminationVersion author : authors) {
            next.put(author, new CompletedPass(source, author, true));
        }
        return List.copyOf(next.values());
    }

    /// Writes it below `catalog/sources` and returns its name.
    String write(CaseFolder folder) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("source", source.toString());
        List<Map<String, Object>> list = new ArrayList<>();
        for (CompletedPass pass : passes) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("by", pass.author().examination());
            one.put("version", pass.author().version());
            one.put("current", pass.current());
            list.add(one);
        }
        fields.put("passes", list);
        fields.put("files", StoredFile.toJson(files, folder.path()));
        fields.put("absorbed", absorbed);
        byte[] bytes = Json.toBytes(fields);
        String name = source + "-" + Hashes.sha256(bytes).toId() + ".json";
        Path file = folder(folder).resolve(name);
        if (!Files.exists(file)) {
            Files.createDirectories(folder(folder));
            Durable.write(file, bytes);
        }
        return name;
    }

    /// Reads the manifest of that name; throws [CaseException] where its content is not what its
    /// name says.
    static SourceManifest read(CaseFolder folder, String name) throws IOException {
        Path file = folder(folder).resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        Json json = Json.parse(file, bytes);
        Id source = Id.parse(json.text("source"));
        if (!name.equals(source + "-" + Hashes.sha256(bytes).toId() + ".json")) {
            throw new CaseException(
                    "ST-0106",
                    "The file "
                            + file
                            + " of the case was changed after it was written: restore it from a"
                            + " copy.");
        }
        List<CompletedPass> passes = new ArrayList<>();
        for (Json pass : json.objects("passes")) {
            passes.add(
                    new CompletedPass(
                            source,
                            new ExaminationVersion(
                                    pass.text("by"), Math.toIntExact(pass.number("version"))),
                            pass.flag("current")));
        }
        return new SourceManifest(
                source,
                passes,
                StoredFile.from(json.objects("files"), folder.path()),
                json.texts("absorbed"));
    }

    private static Path folder(CaseFolder folder) {
        return folder.catalog().resolve("sources");
    }
}
