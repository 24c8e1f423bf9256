package org.tutela.evidence.ntfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.evidence.Entry;
import org.tutela.model.Timestamp;

/// A file with all its attributes, those in other records included.
///
/// @param base its first record
/// @param attributes all that could be read
/// @param flaws what could not be read
record NtfsFile(FileRecord base, List<Attribute> attributes, List<EvidenceException> flaws) {

    /// How many records may continue one file; its attribute list has no room for more.
    private static final int CONTINUATIONS = 10_000;

    /// How many wrong records a list may name before it is given up.
    private static final int MISSES = 16;

    private static final String FOLDER_INDEX = "$I30";

    NtfsFile {
        attributes = List.copyOf(attributes);
        flaws = List.copyOf(flaws);
    }

    /// Gathers the attributes of a file from its records.
    static NtfsFile of(FileRecord base, Volume volume) throws IOException {
        List<Attribute> attributes = new ArrayList<>(base.attributes());
        List<EvidenceException> flaws = new ArrayList<>();
        if (base.flaw() != null) {
            flaws.add(base.flaw());
        }
        if (base.find(Attribute.ATTRIBUTE_LIST, "").isPresent()) {
            try {
                gather(base, volume, attributes, flaws);
            } catch (EvidenceException bad) {
                flaws.add(bad);
            }
        }
        return new NtfsFile(base, attributes, flaws);
    }

    private static void gather(
            FileRecord base,
            Volume volume,
            List<Attribute> attributes,
            List<EvidenceException> flaws)
            throws IOException {
        Set<Long> seen = new HashSet<>();
        seen.add(base.number());
        int misses = 0;
        for (ListedAttribute listed : ListedAttribute.of(base, volume)) {
            FileRecord.Reference reference = listed.record();
            if (!seen.add(reference.number()) || misses == MISSES) {
                continue;
            }
            if (seen.size() > CONTINUATIONS) {
                throw missing(base, reference, "one of too many");
            }
            try {
                FileRecord more = volume.get(reference.number());
                // A record that was given to another file since belongs to that one.
                if (more.base().number() != base.number() || !more.isMeantBy(reference)) {
                    throw missing(base, reference, "another file's");
                }
                attributes.addAll(more.attributes());
            } catch (EvidenceException bad) {
                misses++;
                // Of a deleted file it is natural that parts are given to others.
                if (base.inUse()) {
                    flaws.add(bad);
                }
            }
        }
    }

    private static EvidenceException missing(
            FileRecord base, FileRecord.Reference reference, String what) {
        return new EvidenceException(
                Flaw.MALFORMED,
                "EV-0305",
                "file record "
                        + base.number()
                        + " continues in record "
                        + reference.number()
                        + ", which is "
                        + what
                        + "; that part of the file is missing",
                -1);
    }

    /// Every name but the short one beside a long one, without repetition.
    List<FileName> names() {
        List<FileName> names = new ArrayList<>();
        List<FileName> shortNames = new ArrayList<>();
        Set<Map.Entry<Long, String>> seen = new HashSet<>();
        for (Attribute attribute : attributes) {
            if (attribute.type() == Attribute.FILE_NAME && attribute.resident()) {
                try {
                    FileName name =
                            FileName.of(Cursor.of(attribute.content(), attribute.contentPlace()));
                    if (seen.add(Map.entry(name.folder().number(), name.name()))) {
                        (name.dos() ? shortNames : names).add(name);
                    }
                } catch (EvidenceException unreadable) {
                    // The other names, or the unnamed place among the orphans, stand for the file.
                }
            }
        }
        return names.isEmpty() ? shortNames : names;
    }

    /// The times of `$STANDARD_INFORMATION`; none where it is missing.
    Entry.Times times() {
        Optional<Attribute> standard =
                attributes.stream()
                        .filter(a -> a.type() == Attribute.STANDARD_INFORMATION && a.resident())
                        .findFirst();
        if (standard.isEmpty()) {
            return Entry.Times.NONE;
        }
        try {
            Cursor cursor = Cursor.of(standard.get().content(), standard.get().contentPlace());
            Timestamp created = Timestamp.filetime(cursor.i64le("created"));
            Timestamp modified = Timestamp.filetime(cursor.i64le("modified"));
            Timestamp changed = Timestamp.filetime(cursor.i64le("changed"));
            Timestamp accessed = Timestamp.filetime(cursor.i64le("accessed"));
            return new Entry.Times(created, modified, accessed, changed);
        } catch (EvidenceException tooShort) {
            return Entry.Times.NONE;
        }
    }

    /// The stream of a type and name; not present where the file has none.
    Stream stream(int type, String name) {
        return Stream.of(attributes, type, name);
    }

    /// The main content.
    Stream content() {
        return stream(Attribute.DATA, "");
    }

    /// The stream that a `stream` step names: a data stream, or else an index of the file system's
    /// own.
    Stream named(String name) {
        Stream data = stream(Attribute.DATA, name);
        return data.present() ? data : stream(Attribute.INDEX_ROOT, name);
    }

    /// The named streams: data streams, and the indexes of the file system's own files (never a
    /// folder's list of names).
    List<Stream> namedStreams() {
        Map<String, Stream> streams = new LinkedHashMap<>();
        for (Attribute attribute : attributes) {
            boolean data = attribute.type() == Attribute.DATA && !attribute.name().isEmpty();
            boolean index =
                    attribute.type() == Attribute.INDEX_ROOT
                            && !attribute.name().equals(FOLDER_INDEX);
            if (data || index) {
                streams.computeIfAbsent(attribute.name(), this::named);
            }
        }
        return List.copyOf(streams.values());
    }

    /// Where the file points instead of having content; empty for most.
    Optional<ReparsePoint> reparsePoint(Volume volume) throws IOException {
        Stream stream = stream(Attribute.REPARSE_POINT, "");
        return stream.present() ? Optional.of(ReparsePoint.of(stream, volume)) : Optional.empty();
    }
}
