package org.tutela.known.format;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tutela.bytes.ByteSource;

/// What `md5sum`, `sha1sum` and `sha256sum` print (GNU coreutils 9, "md5 invocation"): digest,
/// blank, blank or `*`, name; a leading `\` says that the name has `\\`, `\n` and `\r` escaped.
/// Also the BSD form, `MD5 (name) = digest`. The name becomes the id of the entry.
final class CheckSumList implements KnownListFormat {
    private static final Pattern GNU = Pattern.compile("(\\\\?)([0-9A-Fa-f]{32,64}) [ *](.+)");
    private static final Pattern BSD =
            Pattern.compile("(MD5|SHA1|SHA256|SHA2-256) ?\\((.+)\\) ?= ?([0-9A-Fa-f]{32,64})");

    @Override
    public String name() {
        return "check sums";
    }

    @Override
    public boolean recognises(byte[] head) {
        return EntryLines.beginWith(head, CheckSumList::readLine);
    }

    @Override
    public void read(ByteSource list, Entries out) throws IOException {
        EntryLines.read(list, CheckSumList::readLine, "is not a digest followed by a name", out);
    }

    private static boolean readLine(String line, EntryBuilder entry) {
        Matcher gnu = GNU.matcher(line);
        if (gnu.matches()) {
            String name = gnu.group(1).isEmpty() ? gnu.group(3) : unescape(gnu.group(3));
            return entry.digest(gnu.group(2)) && entry.entry(name);
        }
        Matcher bsd = BSD.matcher(line);
        return bsd.matches()
                && entry.named(bsd.group(1).replace("SHA2-", "SHA"), bsd.group(3))
                && entry.entry(bsd.group(2));
    }

    private static String unescape(String name) {
        StringBuilder text = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\\' && i + 1 < name.length()) {
                i++;
                switch (name.charAt(i)) {
                    case 'n' -> text.append('\n');
                    case 'r' -> text.append('\r');
                    default -> text.append(name.charAt(i));
                }
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
