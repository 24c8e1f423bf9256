package org.tutela.known;

import org.tutela.model.Content;
import org.tutela.model.Digest;

/// What a content is looked up by.
///
/// @param md5 MD5
/// @param sha1 SHA-1
/// @param sha256 SHA-256
/// @param size bytes
public record Digests(Digest md5, Digest sha1, Digest sha256, long size) {

    /// Those of a content.
    public static Digests of(Content content) {
        return new Digests(content.md5(), content.sha1(), content.sha256(), content.size());
    }
}
