package org.tutela.evidence.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// What becomes of a name that an archive stores: text for people, while the raw bytes stay in the
/// address. Nothing is made safe here, because nothing is ever written under it: `..`, control
/// characters and `__MACOSX` are evidence.
final class StoredName {
    private StoredName() {}

    /// UTF-8 where the bytes are valid UTF-8, whatever the archive says of itself; otherwise
    /// `fallback`, with replacement characters.
    static String toText(byte[] name, Charset fallback) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
        } catch (CharacterCodingException e) {
            return new String(name, fallback);
        }
    }

    /// The path within the holder: without slashes and `./` at its start, without slashes at its
    /// end. The root itself is `.`.
    static String toPath(String name) {
        int from = 0;
        int to = name.length();
        while (from < to && (name.charAt(from) == '/' || name.startsWith("./", from))) {
            from++;
        }
        while (to > from && name.charAt(to - 1) == '/') {
            to--;
        }
        return from == to ? "." : name.substring(from, to);
    }
}
