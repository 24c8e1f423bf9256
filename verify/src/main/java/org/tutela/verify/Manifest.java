package org.tutela.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A manifest or tag manifest: which digest each file has (RFC 8493, 2.1.3 and 2.2.1).
///
/// @param file name of the manifest
/// @param algorithm name for [java.security.MessageDigest]
/// @param digests lower-case hex by path, in order
record Manifest(String file, String algorithm, Map<String, String> digests) {
    /// Bounds what a hostile manifest can cost.
    static final int MOST_ENTRIES = 4_000_000;

    static final int LONGEST_LINE = 32_768;

    private static final Pattern LINE =
            Pattern.compile("([0-9A-Fa-f]+)[ \\t]+(\\*?)(.+)", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("(?:tag)?manifest-([A-Za-z0-9]+)\\.txt");
    private static final Map<String, Algorithm> ALGORITHMS =
            Map.of(
                    "md5", new Algorithm("MD5", 32),
                    "sha1", new Algorithm("SHA-1", 40),
                    "sha224", new Algorithm("SHA-224", 56),
                    "sha256", new Algorithm("SHA-256", 64),
                    "sha384", new Algorithm("SHA-384", 96),
                    "sha512", new Algorithm("SHA-512", 128));

    /// A digest algorithm and how many hex digits it gives.
    private record Algorithm(String name, int digits) {}

    /// Reads one; empty where its algorithm is not known or it is no regular file, which was then
    /// said.
    static Optional<Manifest> read(Path path, Declaration declaration, Verdict.Collector found)
            throws IOException {
        String file = String.valueOf(path.getFileName());
        Matcher name = NAME.matcher(file);
        Algorithm algorithm =
                name.matches() ? ALGORITHMS.get(name.group(1).toLowerCase(Locale.ROOT)) : null;
        if (algorithm == null) {
            found.warn(file + " uses an algorithm that is not known here; it was not checked.");
            return Optional.empty();
        }
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            found.refuse(file + " is no regular file.");
            return Optional.empty();
        }
        Map<String, String> digests = new LinkedHashMap<>();
        Entries entries = new Entries(file, algorithm, declaration, digests, found);
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS),
                                declaration
                                        .encoding()
                                        .newDecoder()
                                        .onMalformedInput(CodingErrorAction.REPORT)
                                        .onUnmappableCharacter(CodingErrorAction.REPORT)))) {
            Lines lines = new Lines(reader, LONGEST_LINE);
            Optional<String> line = lines.next();
            while (line.isPresent()) {
                if (!entries.add(line.get())) {
                    return Optional.empty();
                }
                line = lines.next();
            }
        } catch (CharacterCodingException e) {
            found.refuse(file + " is not " + declaration.encoding() + " as bagit.txt declares.");
        } catch (Lines.TooLong e) {
            found.refuse(file + " has a line of more than " + LONGEST_LINE + " characters.");
        }
        return Optional.of(new Manifest(file, algorithm.name(), digests));
    }

    boolean ofTags() {
        return file.startsWith("tag");
    }

    /// The lines of one manifest as they come.
    private record Entries(
            String file,
            Algorithm algorithm,
            Declaration declaration,
            Map<String, String> digests,
            Verdict.Collector found) {

        /// Takes a line; says whether to go on.
        boolean add(String line) {
            if (line.isEmpty()) {
                if (declaration.strict()) {
                    found.refuse(file + " has an empty line.");
                }
                return true;
            }
            if (digests.size() >= MOST_ENTRIES) {
                found.refuse(file + " lists more than " + MOST_ENTRIES + " files.");
                return false;
            }
            Matcher form = LINE.matcher(line);
            if (!form.matches() || form.group(1).length() != algorithm.digits()) {
                found.refuse(
                        file
                                + " has a line that is no digest and path: "
                                + BagPath.shown(line)
                                + ".");
                return true;
            }
            if (!form.group(2).isEmpty()) {
                unusual("marks a path with \"*\", as md5sum does");
            }
            String path = BagPath.decode(form.group(3), declaration.strict());
            if (path.startsWith("./")) {
                unusual("writes a path with a leading \"./\"");
                path = path.substring(2);
            }
            put(path, form.group(1).toLowerCase(Locale.ROOT));
            return true;
        }

        private void unusual(String what) {
            if (declaration.strict()) {
                found.refuse(file + " " + what + ".");
            } else {
                found.warn(file + " " + what + ".");
            }
        }

        private void put(String path, String digest) {
            Optional<String> fault = BagPath.findFault(path);
            if (fault.isPresent()) {
                found.refuse(
                        file + " lists " + BagPath.shown(path) + ", which " + fault.get() + ".");
                return;
            }
            boolean payload = path.startsWith("data/");
            boolean ofTags = file.startsWith("tag");
            if (payload == ofTags || (ofTags && path.startsWith("tagmanifest-"))) {
                found.refuse(
                        file
                                + " lists "
                                + BagPath.shown(path)
                                + (ofTags
                                        ? ", which is no tag file that a tag manifest may list."
                                        : ", which does not lie in data/."));
                return;
            }
            String before = digests.put(path, digest);
            if (before == null) {
                return;
            }
            if (before.equals(digest) && !declaration.strict()) {
                found.warn(file + " lists " + BagPath.shown(path) + " twice.");
            } else {
                found.refuse(
                        file
                                + " lists "
                                + BagPath.shown(path)
                                + " twice"
                                + (before.equals(digest) ? "." : ", with different digests."));
            }
        }
    }
}
