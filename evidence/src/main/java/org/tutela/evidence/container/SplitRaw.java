package org.tutela.evidence.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.Limits;

/// A raw image cut into numbered files: `.000` or `.001` and following, `.aa` and following (what
/// `split`, dd and imagers write). A file whose name fits but that has no successor is one segment.
///
/// A missing segment is taken to be as long as the first one, so that all later segments keep their
/// place; its bytes read as `TRUNCATED`. Missing *last* segments cannot be told from nothing.
public final class SplitRaw implements Container {

    @Override
    public String name() {
        return "split-raw";
    }

    @Override
    public boolean recognises(Path firstFile) {
        return Files.isRegularFile(firstFile) && Numbering.first(extension(firstFile)) >= 0;
    }

    @Override
    public Media open(Path firstFile, Limits limits) throws IOException {
        String extension = extension(firstFile);
        int first = Numbering.first(extension);
        SortedMap<Integer, Path> found =
                SegmentFiles.find(firstFile, text -> Numbering.number(text, extension));
        found.put(first, firstFile);
        List<EvidenceException> flaws = new ArrayList<>();
        List<Joined.Part> parts = new ArrayList<>();
        long segmentSize = Files.size(firstFile);
        long start = 0;
        int expected = first;
        try {
            for (Map.Entry<Integer, Path> segment : found.tailMap(first).entrySet()) {
                int missing = segment.getKey() - expected;
                if (missing > 0) {
                    String name =
                            SegmentFiles.name(firstFile, Numbering.extension(expected, extension));
                    long size = missing * segmentSize;
                    flaws.add(missing(missing, name, new Gap(start, size)));
                    parts.add(new Joined.Part(name, start, size, null));
                    start += size;
                }
                ByteSource bytes = ByteSource.open(segment.getValue());
                String name = segment.getValue().getFileName().toString();
                parts.add(new Joined.Part(name, start, bytes.size(), bytes));
                start += bytes.size();
                expected = segment.getKey() + 1;
            }
        } catch (IOException e) {
            Joined.of(parts).close();
            throw e;
        }
        return new Media(
                Joined.of(parts),
                new Media.Acquisition(
                        List.copyOf(found.tailMap(first).values()),
                        null,
                        null,
                        flaws,
                        new TreeMap<>()));
    }

    /// A part of the medium that is not there.
    private record Gap(long start, long size) {}

    private static EvidenceException missing(int count, String name, Gap gap) {
        return new EvidenceException(
                EvidenceException.Flaw.TRUNCATED,
                "EV-0110",
                String.format(
                        Locale.ROOT,
                        "%d segment(s) from %s on are missing; bytes %d to %d of the medium are"
                                + " taken to be their part and cannot be read",
                        count,
                        name,
                        gap.start,
                        gap.start + gap.size),
                gap.start);
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /// How segments are counted: digits from 0 or 1, or two and more letters from `aa`.
    private static final class Numbering {
        private Numbering() {}

        /// The number of a first segment; -1 where the extension is none.
        static int first(String extension) {
            if (extension.matches("0{1,8}[01]")) {
                return extension.charAt(extension.length() - 1) - '0';
            }
            return extension.matches("a{2,4}|A{2,4}") ? 0 : -1;
        }

        /// The number of a segment written like `like`; -1 where it is written otherwise.
        static int number(String extension, String like) {
            boolean digits = like.charAt(0) == '0';
            if (extension.length() != like.length()) {
                return -1;
            }
            int number = 0;
            for (int i = 0; i < extension.length(); i++) {
                int digit = extension.charAt(i) - like.charAt(0);
                if (digit < 0 || digit > (digits ? 9 : 25)) {
                    return -1;
                }
                number = number * (digits ? 10 : 26) + digit;
            }
            return number;
        }

        /// The extension of a segment, written like `like`.
        static String extension(int number, String like) {
            char zero = like.charAt(0);
            int base = zero == '0' ? 10 : 26;
            char[] text = new char[like.length()];
            int rest = number;
            for (int i = text.length - 1; i >= 0; i--) {
                text[i] = (char) (zero + rest % base);
                rest /= base;
            }
            return new String(text);
        }
    }
}
