package org.tutela.casebook.review;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// What lay before a person who graded: a decision holds for that and nothing else.
///
/// @param generation of the catalog
/// @param members the contents, at least one, in the order shown
public record Shown(int generation, List<Member> members) {

    /// One content of what was shown.
    ///
    /// @param content SHA-256, 64 lower-case hex digits
    /// @param distance bits to the nearest other content of the stack; 0 where it lay alone
    public record Member(String content, long distance) {
        /// Throws [IllegalArgumentException] for what is no SHA-256.
        public Member {
            if (!content.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("a content is named by its SHA-256");
            }
        }
    }

    /// A copy. Throws [IllegalArgumentException] where nothing was shown.
    public Shown {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a decision is about at least one content");
        }
    }

    /// SHA-256 over the lines `content distance` of all members: it proves what was shown without
    /// naming the others, so that one content can be erased and the rest of the decision stands.
    public String digest() {
        StringBuilder lines = new StringBuilder();
        members.forEach(member ->
                lines.append(member.content()).append(' ').append(member.distance()).append('\n'));
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(lines.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
