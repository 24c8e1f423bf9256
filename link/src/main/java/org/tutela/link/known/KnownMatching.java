package org.tutela.link.known;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Catalog;
import org.tutela.facts.CompletedPass;
import org.tutela.facts.ExaminationVersion;
import org.tutela.facts.FactFile;
import org.tutela.facts.FactReader;
import org.tutela.facts.RegisteredSource;
import org.tutela.facts.Staging;
import org.tutela.facts.UnitWriter;
import org.tutela.known.KnownEntryMatch;
import org.tutela.known.KnownLists;
import org.tutela.known.compiled.ListHeader;
import org.tutela.model.Content;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;
import org.tutela.model.Id;
import org.tutela.model.KnownMatch;
import org.tutela.model.MatchKind;
import org.tutela.model.Seen;
import org.tutela.model.VisualHash;

/// States which contents match which known-file lists, from the facts alone.
///
/// Each list is an examination of each source, in two parts: `known.exact.LIST` rests on the
/// digests, `known.similar.LIST` on the perceptual hashes, and each carries the version of what it
/// rests on. So a list that is added later, and digests that are made later, match what is there
/// already, and nothing is matched twice.
public final class KnownMatching {
    private final CaseFolder folder;
    private final KnownLists lists;
    private final Map<String, Integer> ordinals = new HashMap<>();
    private final Set<String> exact = new HashSet<>();

    private KnownMatching(CaseFolder folder, KnownLists lists) {
        this.folder = folder;
        this.lists = lists;
    }

    /// Matches everything that was not matched yet. Returns how many matches the case has now.
    public static long run(CaseFolder folder) throws IOException {
        try (KnownLists lists = CaseLists.of(folder).open()) {
            for (RegisteredSource source : folder.sources()) {
                new KnownMatching(folder, lists).match(source.id());
            }
        }
        return Catalog.current(folder).files(KnownMatch.TABLE).stream()
                .mapToLong(FactFile::rows)
                .sum();
    }

    private void match(Id source) throws IOException {
        Catalog catalog = Catalog.current(folder);
        List<ExaminationVersion> due = new ArrayList<>();
        due.addAll(due(catalog, source, "digests", "exact"));
        due.addAll(due(catalog, source, "visual", "similar"));
        if (due.isEmpty()) {
            return;
        }
        Map<String, ExaminationVersion> byName = new HashMap<>();
        due.forEach(each -> byName.put(each.examination(), each));
        Staging staging = Staging.open(folder, source, "known-" + Id.of(due.toString()));
        if (!staging.committedUnits().contains("matches")) {
            try (UnitWriter unit = staging.begin("matches")) {
                read(
                        catalog,
                        source,
                        Content.TABLE,
                        content -> add(unit, content, lists.match(content), byName));
                SimilarMatches similar =
                        new SimilarMatches(
                                lists, (hash, matches) -> add(unit, hash, matches, byName));
                read(catalog, source, VisualHash.TABLE, similar::add);
                similar.end();
                unit.commit();
            }
        }
        staging.compact(due, progress -> {});
    }

    /// What is left to do for a source: the parts of each list whose facts are there.
    private List<ExaminationVersion> due(Catalog catalog, Id source, String basis, String part) {
        Optional<ExaminationVersion> rested =
                catalog.passes().stream()
                        .filter(pass ->
                                pass.current()
                                        && pass.source().equals(source)
                                        && pass.author().examination().equals(basis))
                        .map(CompletedPass::author)
                        .findFirst();
        List<ExaminationVersion> due = new ArrayList<>();
        if (rested.isPresent()) {
            for (ListHeader list : lists.headers()) {
                ExaminationVersion each =
                        new ExaminationVersion(name(part, list), rested.get().version());
                if (!catalog.complete(source, each)) {
                    due.add(each);
                }
            }
        }
        return due;
    }

    private interface Reading<F> {
        void read(F fact) throws IOException;
    }

    private static <F extends Fact> void read(
            Catalog catalog, Id source, FactTable<F> table, Reading<F> reading) throws IOException {
        for (FactFile file : catalog.files(table, source)) {
            try (FactReader<F> reader = FactReader.open(table, file)) {
                while (reader.next()) {
                    reading.read(reader.row());
                }
            }
        }
    }

    private void add(
            UnitWriter unit,
            Fact about,
            List<KnownEntryMatch> matches,
            Map<String, ExaminationVersion> due)
            throws IOException {
        String part = about instanceof Content ? "exact" : "similar";
        Seen.Place place =
                new Seen.Place(about.seen().source(), about.seen().item(), about.seen().address());
        for (KnownEntryMatch match : matches) {
            String entry = place.item() + " " + match.list().digest() + " " + match.entry().entry();
            if (match.match() == MatchKind.EXACT) {
                exact.add(entry);
            } else if (exact.contains(entry)) {
                // The very content of the entry; that it also looks like it says nothing more.
                continue;
            }
            ExaminationVersion as = due.get(name(part, match.list()));
            if (as != null) {
                int ordinal =
                        ordinals.merge(as.examination() + " " + place.address(), 1, Integer::sum)
                                - 1;
                unit.add(
                        KnownMatch.TABLE,
                        match.toFact(
                                Seen.of(
                                        KnownMatch.TABLE.name(),
                                        place,
                                        ordinal,
                                        as.examination(),
                                        as.version())));
            }
        }
    }

    private static String name(String part, ListHeader list) {
        return "known." + part + "." + list.digest().toString().substring(0, 16);
    }
}
