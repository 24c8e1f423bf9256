package org.tutela.examine.identify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Tells the media type of bytes from their first bytes, and whether a name's extension agrees.
///
/// The table is `file-types.txt` beside this class. Zip packages are told apart by the name of
/// their first member, text by being valid text.
public final class MediaTypes {
    /// The type of bytes that nothing fits.
    public static final String UNKNOWN = "application/octet-stream";

    private static final MediaTypes STANDARD = read();

    private final List<List<Signature>> byFirstByte;
    private final List<Signature> elsewhere;
    private final Map<String, Set<String>> typesOfExtension;

    private MediaTypes(
            List<List<Signature>> byFirstByte,
            List<Signature> elsewhere,
            Map<String, Set<String>> typesOfExtension) {
        this.byFirstByte = byFirstByte;
        this.elsewhere = elsewhere;
        this.typesOfExtension = typesOfExtension;
    }

    /// The house's table.
    public static MediaTypes standard() {
        return STANDARD;
    }

    /// A media type and what it rests on.
    ///
    /// @param mime IANA media type
    /// @param basis `SIGNATURE`, `TEXT`, `NAME` (text of a kind that only its extension tells),
    ///   `EMPTY` or `NONE`
    public record Told(String mime, String basis) {}

    /// Tells the type from the first bytes (64 KiB do; fewer may miss ISO 9660) and the last part
    /// of the path.
    public Told tell(byte[] head, String name) {
        if (head.length == 0) {
            return new Told("application/x-empty", "EMPTY");
        }
        String bySignature = signature(head);
        if (bySignature != null) {
            return new Told(
                    bySignature.equals("application/zip") ? ZipPackages.tell(head) : bySignature,
                    "SIGNATURE");
        }
        if (!PlainText.looksLikeText(head)) {
            return new Told(UNKNOWN, "NONE");
        }
        Set<String> byName = typesOfExtension.getOrDefault(extension(name), Set.of());
        for (String mime : byName) {
            if (PlainText.isTextType(mime)) {
                return new Told(mime, "NAME");
            }
        }
        return new Told("text/plain", "TEXT");
    }

    /// Whether the extension of `name` fits `mime`; null where the name has none that we know, or
    /// the type is not known.
    public @Nullable Boolean extensionAgrees(String mime, String name) {
        Set<String> expected = typesOfExtension.get(extension(name));
        if (expected == null || mime.equals(UNKNOWN) || mime.equals("application/x-empty")) {
            return null;
        }
        return expected.contains(mime);
    }

    private @Nullable String signature(byte[] head) {
        for (Signature signature : byFirstByte.get(head[0] & 0xFF)) {
            if (signature.fits(head)) {
                return signature.mime();
            }
        }
        for (Signature signature : elsewhere) {
            if (signature.fits(head)) {
                return signature.mime();
            }
        }
        return null;
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static MediaTypes read() {
        List<List<Signature>> byFirstByte = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            byFirstByte.add(new ArrayList<>());
        }
        List<Signature> elsewhere = new ArrayList<>();
        Map<String, Set<String>> typesOfExtension = new HashMap<>();
        for (String line : lines()) {
            String[] parts = line.split("\\|", -1);
            String mime = parts[0].strip();
            for (String extension : words(parts[1])) {
                typesOfExtension.computeIfAbsent(extension, e -> new TreeSet<>()).add(mime);
            }
            for (String text : words(parts[2])) {
                Signature signature = Signature.parse(mime, text);
                int first = signature.firstByte();
                (first < 0 ? elsewhere : byFirstByte.get(first)).add(signature);
            }
        }
        return new MediaTypes(byFirstByte, elsewhere, typesOfExtension);
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(" +", -1));
    }

    private static List<String> lines() {
        try (InputStream in = MediaTypes.class.getResourceAsStream("file-types.txt")) {
            if (in == null) {
                throw new IllegalStateException("file-types.txt is missing from the build");
            }
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
