package org.tutela.evidence.container;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// The `header` (single bytes) and `header2` (UTF-16) sections (EWF 3.3, 3.4): zlib text whose
/// third line names columns by letters and whose fourth line has their values, both with tabs.
final class EwfHeader {
    private static final int LONGEST = 1 << 20;

    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("a", "description"),
                    Map.entry("c", "case number"),
                    Map.entry("n", "evidence number"),
                    Map.entry("e", "examiner"),
                    Map.entry("t", "notes"),
                    Map.entry("md", "model"),
                    Map.entry("sn", "serial number"),
                    Map.entry("l", "label"),
                    Map.entry("av", "acquired with"),
                    Map.entry("ov", "acquired on"),
                    Map.entry("m", "acquired"),
                    Map.entry("u", "system time"),
                    Map.entry("pid", "process"),
                    Map.entry("ext", "extents"));

    private EwfHeader() {}

    /// The values that are not empty, by name. Throws [EvidenceException] where the text cannot be
    /// unpacked.
    static SortedMap<String, String> read(ByteSource bytes, EwfSection section) throws IOException {
        int length = (int) Math.min(section.end(bytes.size()) - section.data(), LONGEST);
        byte[] packed = bytes.readBytes(section.data(), length);
        List<String> lines = decode(unpack(packed, section)).lines().limit(8).toList();
        SortedMap<String, String> facts = new TreeMap<>();
        if (lines.size() < 4) {
            return facts;
        }
        List<String> keys = columns(lines.get(2));
        List<String> values = columns(lines.get(3));
        for (int i = 0; i < Math.min(keys.size(), values.size()); i++) {
            String name = NAMES.get(keys.get(i));
            if (name != null && !values.get(i).isBlank()) {
                facts.put(name, values.get(i).strip());
            }
        }
        return facts;
    }

    private static List<String> columns(String line) {
        return Arrays.asList(line.split("\t", -1));
    }

    private static byte[] unpack(byte[] packed, EwfSection section) throws IOException {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return in.readNBytes(LONGEST);
        } catch (ZipException | java.io.EOFException e) {
            throw new EvidenceException(
                    Flaw.MALFORMED,
                    "EV-0116",
                    "the acquisition notes (section "
                            + section.type()
                            + " at byte "
                            + section.start()
                            + ") cannot be unpacked",
                    e);
        }
    }

    private static String decode(byte[] text) {
        if (text.length < 2) {
            return "";
        }
        int mark = (text[0] & 0xFF) << 8 | (text[1] & 0xFF);
        Charset charset =
                switch (mark) {
                    case 0xFFFE, 0xFEFF -> StandardCharsets.UTF_16;
                    default -> StandardCharsets.ISO_8859_1;
                };
        return new String(text, charset);
    }
}
