package org.tutela.evidence.phone;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a file of an extraction lay on the phone. Every tool puts the phone's file systems under a
/// root of its own; what stays the same are a few folders that every Android and every iPhone has.
/// The first of them in a path is the anchor, and what stands before it is the tool's.
///
/// A pure function of the stored path, which itself is kept as evidence. It says where a path
/// *would* lie on a phone; that it was a phone is for others to say.
public final class PhoneLayout {

    /// The partition `userdata` of Android without its mount point: `data/com.example/databases/…`.
    private static final String PACKAGE = "(?=[^/]*\\.)[A-Za-z][A-Za-z0-9_.]*";

    private static final String PARTS =
            "(?:databases|files|shared_prefs|cache|no_backup|app_[^/]+)";

    /// Anchors with the canonical place they stand for, in the order in which they are tried at
    /// each folder of the path. A group in the pattern is kept.
    private static final List<Anchor> ANCHORS =
            List.of(
                    // Two layouts of iOS: system and data, the latter without private/var.
                    new Anchor("filesystem1/(?=.)", ""),
                    new Anchor("filesystem2/(?=.)", "private/var/"),
                    new Anchor(
                            "(?:private/)?var/(?=mobile/|containers/|root/Library/)",
                            "private/var/"),
                    new Anchor("(?=private/var/)", ""),
                    // The first user's folders have two names on Android.
                    new Anchor("data/user/0/", "data/data/"),
                    new Anchor("(?=data/(?:data|user|user_de|app|media|system|misc|backup)/)", ""),
                    new Anchor(
                            "(?:mnt/)?sdcard/(?=Android/|DCIM/|Download/|WhatsApp/)",
                            "data/media/0/"),
                    new Anchor("storage/emulated/([0-9]+/)", "data/media/"),
                    new Anchor("storage/self/primary/", "data/media/0/"),
                    new Anchor("(?=data/" + PACKAGE + "/" + PARTS + "/)", "data/"),
                    new Anchor(
                            "(?=media/[0-9]+/(?:Android|DCIM|Download|WhatsApp|Pictures)/)",
                            "data/"));

    /// What every anchor starts with one of. Most folders have other names, and this is asked of
    /// every file.
    private static final List<String> STARTS =
            List.of(
                    "data/",
                    "media/",
                    "private/",
                    "var/",
                    "storage/",
                    "sdcard/",
                    "mnt/",
                    "filesystem1/",
                    "filesystem2/");

    private static final String ADDED_FOLDER = "extra/KeychainDump/";

    /// What some tools add beside the phone's files.
    private static final Pattern ADDED =
            Pattern.compile("/*(?:[^/]+/)?" + ADDED_FOLDER + ".*", Pattern.DOTALL);

    private PhoneLayout() {}

    private record Anchor(Pattern pattern, String canonical) {
        private Anchor(String pattern, String canonical) {
            this(Pattern.compile(pattern, Pattern.DOTALL), canonical);
        }
    }

    /// The path on the device, without a leading slash, such as `data/data/com.whatsapp/…` or
    /// `private/var/mobile/…`; empty where the path has none of the folders that tell a phone.
    public static Optional<String> devicePath(String storedPath) {
        if (storedPath.contains(ADDED_FOLDER) && ADDED.matcher(storedPath).matches()) {
            return Optional.empty();
        }
        int from = 0;
        while (from >= 0 && from < storedPath.length()) {
            for (Anchor anchor : mayStand(storedPath, from) ? ANCHORS : List.<Anchor>of()) {
                Matcher found =
                        anchor.pattern.matcher(storedPath).region(from, storedPath.length());
                found.useTransparentBounds(true);
                if (found.lookingAt()) {
                    String kept = found.groupCount() > 0 ? found.group(1) : "";
                    return Optional.of(anchor.canonical + kept + below(storedPath, found.end()));
                }
            }
            int slash = storedPath.indexOf('/', from);
            from = slash < 0 ? -1 : slash + 1;
        }
        return Optional.empty();
    }

    private static boolean mayStand(String path, int from) {
        for (String start : STARTS) {
            if (path.startsWith(start, from)) {
                return true;
            }
        }
        return false;
    }

    /// The rest of the path behind the anchor and further slashes.
    private static String below(String path, int from) {
        int start = from;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        return path.substring(start);
    }
}
