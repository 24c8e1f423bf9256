package org.tutela.known.compiled;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.known.format.KnownEntry;
import org.tutela.known.format.KnownListFormat;
import org.tutela.known.format.KnownListFormats;
import org.tutela.model.Digest;

/// Compiles a known-file list into a folder named by the SHA-256 of the list's file. The folder
/// appears whole or not at all, and the same list under the same name gives the same bytes.
public final class ListCompiler {
    /// Below this quality PDQ hashes are not to be compared.
    static final int COMPARABLE = 50;

    /// Entries that are sorted in memory at a time.
    private static final int RUN = 400_000;

    private static final int MOST_ENTRIES = Integer.MAX_VALUE - 8;

    private ListCompiler() {}

    /// Compiles `list` into a folder inside of `known`. Parts of the list that cannot be read are
    /// given to `problems` (as many as there are) and counted in the header. A list that is there
    /// already under the same name is left as it is; under another name it is refused.
    ///
    /// Throws [EvidenceException] (`UNSUPPORTED`, `KN-0104`) where no format recognises the list,
    /// and (`MALFORMED`, `KN-0105`) where it holds no entry.
    public static ListHeader compile(
            ByteSource list, Path known, ListNaming naming, Consumer<EvidenceException> problems)
            throws IOException {
        KnownListFormat format =
                KnownListFormats.find(list.readBytes(0, 65_536))
                        .orElseThrow(ListCompiler::unrecognised);
        Digest digest = digest(list);
        Path folder = known.resolve(digest.toString());
        if (Files.exists(folder)) {
            return sameNamed(ListHeader.read(folder), naming);
        }
        Path making = known.resolve("making-" + digest);
        deleteAll(making);
        Files.createDirectories(making);
        try {
            Writing writing = new Writing(making, problems);
            ListHeader header = writing.write(list, format, naming, digest);
            header.write(making);
            Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
            return header;
        } finally {
            deleteAll(making);
        }
    }

    private static EvidenceException unrecognised() {
        return new EvidenceException(
                EvidenceException.Flaw.UNSUPPORTED,
                "KN-0104",
                "the file is no known-file list of a format that is read: "
                        + KnownListFormats.all().stream().map(KnownListFormat::name).toList()
                        + "; nothing of it is compared",
                0);
    }

    private static ListHeader sameNamed(ListHeader there, ListNaming naming) throws IOException {
        if (!there.naming().equals(naming)) {
            throw new IOException(
                    "this list was added before as \""
                            + there.name()
                            + "\" of kind "
                            + there.kind()
                            + ": one list has one name and kind in a case");
        }
        return there;
    }

    private static Digest digest(ByteSource list) throws IOException {
        MessageDigest sha256;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        byte[] buffer = new byte[1 << 16];
        long at = 0;
        while (at < list.size()) {
            int got = list.read(at, buffer, 0, buffer.length);
            if (got <= 0) {
                throw new IOException("the list ends at byte " + at + ", before its size");
            }
            sha256.update(buffer, 0, got);
            at += got;
        }
        return Digest.of(sha256.digest());
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> left = Files.walk(folder)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /// The files of one list while they are written.
    private static final class Writing implements KnownListFormat.Entries {
        private final Path folder;
        private final Consumer<EvidenceException> problems;
        private final RecordSorter sha256;
        private final RecordSorter sha1;
        private final RecordSorter md5;
        private final RecordSorter pdq;
        private final DataOutputStream entries;
        private final DataOutputStream offsets;
        private int count;
        private long flaws;
        private long tooFlat;
        private long bytes;
        private Optional<String> scheme = Optional.empty();

        Writing(Path folder, Consumer<EvidenceException> problems) throws IOException {
            this.folder = folder;
            this.problems = problems;
            sha256 = new RecordSorter(folder, "sha256", CompiledList.SHA256_LENGTH, RUN);
            sha1 = new RecordSorter(folder, "sha1", CompiledList.SHA1_LENGTH, RUN);
            md5 = new RecordSorter(folder, "md5", CompiledList.MD5_LENGTH, RUN);
            pdq = new RecordSorter(folder, "pdq", CompiledList.PDQ_LENGTH, RUN);
            entries = open(CompiledList.ENTRIES);
            offsets = open(CompiledList.OFFSETS);
        }

        private DataOutputStream open(String name) throws IOException {
            return new DataOutputStream(
                    new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)), 1 << 16));
        }

        ListHeader write(ByteSource list, KnownListFormat format, ListNaming naming, Digest digest)
                throws IOException {
            try (entries;
                    offsets) {
                format.read(list, this);
            }
            if (count == 0) {
                throw new EvidenceException(
                        EvidenceException.Flaw.MALFORMED,
                        "KN-0105",
                        "the known-file list holds no entry that can be read: nothing of it is compared",
                        0);
            }
            ListHeader.Counts counts =
                    new ListHeader.Counts(
                            count,
                            flaws,
                            sha256.finish(folder.resolve(CompiledList.SHA256)),
                            sha1.finish(folder.resolve(CompiledList.SHA1)),
                            md5.finish(folder.resolve(CompiledList.MD5)),
                            pdq.finish(folder.resolve(CompiledList.PDQ)),
                            tooFlat);
            String named = naming.scheme() == null ? scheme.orElse(null) : naming.scheme();
            return new ListHeader(naming, format.name(), digest, named, counts);
        }

        @Override
        public void entry(KnownEntry entry) throws IOException {
            if (count == MOST_ENTRIES) {
                throw new EvidenceException(
                        EvidenceException.Flaw.LIMIT_REACHED,
                        "KN-0106",
                        "the known-file list has over " + MOST_ENTRIES + " entries: split it",
                        0);
            }
            index(sha256, entry.sha256(), null, false);
            index(sha1, entry.sha1(), entry.size(), true);
            index(md5, entry.md5(), entry.size(), true);
            Integer quality = entry.pdqQuality();
            if (entry.pdq() != null && quality != null && quality < COMPARABLE) {
                tooFlat++;
            } else {
                index(pdq, entry.pdq(), null, false);
            }
            ByteArrayOutputStream encoded = new ByteArrayOutputStream();
            EntryCode.write(entry, new DataOutputStream(encoded));
            offsets.writeLong(bytes);
            encoded.writeTo(entries);
            bytes += encoded.size();
            count++;
        }

        private void index(
                RecordSorter sorter, @Nullable Digest key, @Nullable Long size, boolean sized)
                throws IOException {
            if (key == null) {
                return;
            }
            ByteBuffer record =
                    ByteBuffer.allocate(key.size() + (sized ? Long.BYTES : 0) + Integer.BYTES);
            record.put(key.toBytes());
            if (sized) {
                record.putLong(size == null ? CompiledList.NO_SIZE : size);
            }
            sorter.add(record.putInt(count).array());
        }

        @Override
        public void scheme(String found) {
            if (scheme.isEmpty() && found.chars().noneMatch(Character::isISOControl)) {
                scheme = Optional.of(found);
            }
        }

        @Override
        public void problem(EvidenceException flaw) {
            flaws++;
            problems.accept(flaw);
        }
    }
}
