package org.tutela.model;

/// Something that a text mentions.
///
/// @param seen where it was seen, and by what
/// @param kind what kind of thing
/// @param value canonical form, the key that devices are joined by
/// @param foundIn what kind of text
/// @param start UTF-16 units from the start of the text
/// @param length UTF-16 units
/// @param raw as it stands in the text
public record Mention(
        Seen seen,
        MentionKind kind,
        String value,
        FoundIn foundIn,
        long start,
        long length,
        String raw)
        implements Fact {

    /// The columns.
    public static final FactTable<Mention> TABLE =
            FactTable.of("mention", Mention.class)
                    .choice("kind", Mention::kind, "what kind of thing")
                    .text(
                            "value",
                            Mention::value,
                            "canonical form, the key that devices are joined by")
                    .choice("found_in", Mention::foundIn, "what kind of text")
                    .number("start", Mention::start, "UTF-16 units from the start of the text")
                    .number("length", Mention::length, "UTF-16 units")
                    .text("raw", Mention::raw, "as it stands in the text")
                    .build();
}
