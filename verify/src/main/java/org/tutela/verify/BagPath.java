package org.tutela.verify;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The rules for paths in manifests and `fetch.txt` (RFC 8493, 2.1.3, 2.2.3 and 5).
final class BagPath {
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

    private BagPath() {}

    /// Undoes the escapes of line ends, and in version 1.0 of the percent sign.
    static String decode(String written, boolean percentToo) {
        String path =
                written.replace("%0A", "\n")
                        .replace("%0a", "\n")
                        .replace("%0D", "\r")
                        .replace("%0d", "\r");
        return percentToo ? path.replace("%25", "%") : path;
    }

    /// Why a path must not be followed; empty where it stays inside the bag on every system.
    static Optional<String> findFault(String path) {
        if (path.isEmpty()) {
            return Optional.of("is empty");
        }
        if (path.startsWith("/") || path.startsWith("\\")) {
            return Optional.of("is absolute");
        }
        if (path.startsWith("~")) {
            return Optional.of("starts with \"~\", which stands for a home folder");
        }
        if (DRIVE.matcher(path).matches()) {
            return Optional.of("starts with a drive letter");
        }
        if (path.indexOf('\\') >= 0) {
            return Optional.of("holds a backslash, which separates folders on Windows");
        }
        if (path.indexOf('\0') >= 0) {
            return Optional.of("holds a zero character");
        }
        for (String segment : List.of(path.split("/", -1))) {
            if (segment.equals("..")) {
                return Optional.of("leads out of the bag with \"..\"");
            }
            if (segment.isEmpty() || segment.equals(".")) {
                return Optional.of("has a segment that is empty or \".\"");
            }
        }
        return Optional.empty();
    }

    /// What two paths share that some systems take for one.
    static String folded(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /// Files that systems leave behind by themselves, which 0.97 bags are known to list.
    static boolean leftBehind(String path) {
        return path.endsWith("/.DS_Store") || path.endsWith("/Thumbs.db");
    }

    /// A path as people can read it on one line.
    static String shown(String path) {
        StringBuilder text = new StringBuilder("\"");
        path.codePoints()
                .limit(300)
                .forEach(c -> {
                    if (Character.isISOControl(c)) {
                        text.append(String.format(Locale.ROOT, "\\u%04x", c));
                    } else {
                        text.appendCodePoint(c);
                    }
                });
        return text.append('"').toString();
    }
}
