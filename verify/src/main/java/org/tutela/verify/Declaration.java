package org.tutela.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `bagit.txt`: the version of BagIt and the encoding of the other tag files (RFC 8493, 2.1.1).
///
/// @param version such as `1.0`
/// @param encoding of manifests, `bag-info.txt` and `fetch.txt`
record Declaration(String version, Charset encoding) {
    private static final int LONGEST = 4_096;
    private static final List<String> VERSIONS =
            List.of("0.93", "0.94", "0.95", "0.96", "0.97", "1.0");
    private static final Pattern FORM =
            Pattern.compile(
                    "BagIt-Version: ([0-9]+\\.[0-9]+)[ \\t]*\\R"
                            + "Tag-File-Character-Encoding: ([!-~]+)[ \\t]*\\R?");

    /// Whether it is 1.0, whose rules are stricter.
    boolean strict() {
        return version.equals("1.0");
    }

    /// Reads it; empty where it is not there or wrong, which was then said.
    static Optional<Declaration> read(Path bag, Verdict.Collector found) throws IOException {
        Path file = bag.resolve("bagit.txt");
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            found.refuse("bagit.txt is missing: the folder is no bag.");
            return Optional.empty();
        }
        if (Files.size(file) > LONGEST) {
            found.refuse("bagit.txt is longer than any declaration.");
            return Optional.empty();
        }
        String text;
        try {
            text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                            .toString();
        } catch (CharacterCodingException e) {
            found.refuse("bagit.txt is not UTF-8.");
            return Optional.empty();
        }
        if (text.startsWith("\ufeff")) {
            found.refuse("bagit.txt starts with a byte order mark, which RFC 8493 forbids.");
            return Optional.empty();
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            found.refuse(
                    "bagit.txt does not consist of the two lines \"BagIt-Version: M.N\" and"
                            + " \"Tag-File-Character-Encoding: NAME\".");
            return Optional.empty();
        }
        if (!VERSIONS.contains(form.group(1))) {
            found.refuse("BagIt version " + form.group(1) + " is not known.");
            return Optional.empty();
        }
        try {
            return Optional.of(new Declaration(form.group(1), Charset.forName(form.group(2))));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            found.refuse("The encoding " + form.group(2) + " of bagit.txt is not known.");
            return Optional.empty();
        }
    }
}
