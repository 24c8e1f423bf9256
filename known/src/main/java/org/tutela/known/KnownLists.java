package org.tutela.known;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tutela.known.compiled.CompiledList;
import org.tutela.known.compiled.ListHeader;
import org.tutela.known.format.KnownEntry;
import org.tutela.known.hamming.PdqCode;
import org.tutela.model.Content;
import org.tutela.model.Digest;
import org.tutela.model.ListKind;
import org.tutela.model.MatchKind;
import org.tutela.model.PdqForm;
import org.tutela.model.VisualHash;

/// All known-file lists of a case, opened for look-up. May be used by several threads.
///
/// The exact rule, for each list: the same SHA-256; otherwise the same SHA-1 and size; otherwise
/// the same MD5 and size. Where the list states no size the digest alone counts, and the match says
/// so. An entry whose stronger digest differs does not match by a weaker one. Every list answers
/// for itself: a match with known-good files never hides one with known-illegal ones.
public final class KnownLists implements Closeable {
    /// Largest distance at which two pictures are called similar (`pdq/README.md` of the
    /// reference).
    public static final int RADIUS = 31;

    /// Smallest quality at which hashes are compared.
    public static final int COMPARABLE = 50;

    private final Arena arena;
    private final List<CompiledList> lists;
    private final List<CompiledList> compared;
    private final SimilarEntries similar;

    private KnownLists(Arena arena, List<CompiledList> lists) throws IOException {
        this.arena = arena;
        this.lists = lists;
        this.compared =
                lists.stream().filter(list -> list.header().kind() != ListKind.GOOD).toList();
        this.similar = SimilarEntries.of(compared);
    }

    /// Opens every compiled list in `folder`, in the order of their digests; none where the folder
    /// does not exist. Builds the index of PDQ hashes, which takes seconds for millions.
    @SuppressWarnings("MustBeClosed") // the arena is closed with the lists, or here on failure
    public static KnownLists open(Path folder) throws IOException {
        Arena arena = Arena.ofShared();
        boolean opened = false;
        try {
            List<CompiledList> lists = new ArrayList<>();
            for (Path list : folders(folder)) {
                lists.add(CompiledList.open(list, arena));
            }
            KnownLists all = new KnownLists(arena, lists);
            opened = true;
            return all;
        } finally {
            if (!opened) {
                arena.close();
            }
        }
    }

    /// The headers of all compiled lists in `folder`, in the order of their digests.
    public static List<ListHeader> headers(Path folder) throws IOException {
        List<ListHeader> headers = new ArrayList<>();
        for (Path list : folders(folder)) {
            headers.add(ListHeader.read(list));
        }
        return headers;
    }

    private static List<Path> folders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(path -> path.getFileName().toString().matches("[0-9a-f]{64}"))
                    .sorted()
                    .toList();
        }
    }

    /// The lists.
    public List<ListHeader> headers() {
        return lists.stream().map(CompiledList::header).toList();
    }

    /// Every exact match of a content.
    public List<KnownEntryMatch> match(Content content) throws IOException {
        return match(Digests.of(content));
    }

    /// Every exact match of a content, list by list, in the order of the entries. Of a known-good
    /// list only the first: more of them would say nothing new.
    public List<KnownEntryMatch> match(Digests content) throws IOException {
        List<KnownEntryMatch> matches = new ArrayList<>();
        for (CompiledList list : lists) {
            List<KnownEntryMatch> ofList = matchIn(list, content);
            boolean good = list.header().kind() == ListKind.GOOD;
            matches.addAll(good && ofList.size() > 1 ? ofList.subList(0, 1) : ofList);
        }
        return matches;
    }

    private static List<KnownEntryMatch> matchIn(CompiledList list, Digests content)
            throws IOException {
        List<KnownEntryMatch> matches = new ArrayList<>();
        for (CompiledList.Found found : list.listBySha256(content.sha256())) {
            matches.add(exact(list, found, "SHA256"));
        }
        if (!matches.isEmpty()) {
            return matches;
        }
        for (CompiledList.Found found : list.listBySha1(content.sha1(), content.size())) {
            if (agrees(found.entry().sha256(), content.sha256())) {
                matches.add(exact(list, found, found.sized() ? "SHA1_SIZE" : "SHA1"));
            }
        }
        if (!matches.isEmpty()) {
            return matches;
        }
        for (CompiledList.Found found : list.listByMd5(content.md5(), content.size())) {
            if (agrees(found.entry().sha256(), content.sha256())
                    && agrees(found.entry().sha1(), content.sha1())) {
                matches.add(exact(list, found, found.sized() ? "MD5_SIZE" : "MD5"));
            }
        }
        return matches;
    }

    private static KnownEntryMatch exact(
            CompiledList list, CompiledList.Found found, String matchedBy) {
        return new KnownEntryMatch(list.header(), found.entry(), MatchKind.EXACT, 0, matchedBy);
    }

    private static boolean agrees(@Nullable Digest stated, Digest there) {
        return stated == null || Objects.equals(stated, there);
    }

    /// Every entry of the known-illegal and relevant lists whose PDQ hash lies within [#RADIUS]
    /// bits, the nearest first. Looks up the form of the picture that `hash` is of, and its
    /// transpose; the four stored forms of a picture together cover all eight.
    ///
    /// Nothing where the quality is below [#COMPARABLE]. Known-good lists are not asked: a picture
    /// that looks like a harmless one is not harmless for that.
    public List<KnownEntryMatch> matchSimilar(VisualHash hash) throws IOException {
        Optional<PdqForm> form = PdqForm.find(hash.algorithm());
        if (form.isEmpty() || hash.quality() < COMPARABLE) {
            return List.of();
        }
        PdqCode code = PdqCode.of(hash.hash());
        Map<Long, KnownEntryMatch> nearest = new LinkedHashMap<>();
        collect(code, form.get(), nearest);
        collect(code.transposed(), form.get().transposed(), nearest);
        return nearest.values().stream()
                .sorted(Comparator.comparingInt(KnownEntryMatch::distance))
                .toList();
    }

    private void collect(PdqCode code, PdqForm form, Map<Long, KnownEntryMatch> nearest)
            throws IOException {
        for (SimilarEntries.Near near : similar.find(code, RADIUS)) {
            CompiledList list = compared.get(near.list());
            Long key = ((long) near.list() << 32) | near.entry();
            KnownEntryMatch before = nearest.get(key);
            if (before == null || before.distance() > near.distance()) {
                KnownEntry entry = list.get(near.entry());
                nearest.put(
                        key,
                        new KnownEntryMatch(
                                list.header(),
                                entry,
                                MatchKind.SIMILAR,
                                near.distance(),
                                form.algorithm()));
            }
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
