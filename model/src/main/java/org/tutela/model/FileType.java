package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// What an item is by its content.
///
/// @param seen where it was seen, and by what
/// @param mime IANA media type
/// @param basis what it rests on: `SIGNATURE`, `TEXT`, `NAME`, `EMPTY`
/// @param extensionAgrees whether the name's extension fits; null where it says nothing
public record FileType(Seen seen, String mime, String basis, @Nullable Boolean extensionAgrees)
        implements Fact {

    /// The columns.
    public static final FactTable<FileType> TABLE =
            FactTable.of("file_type", FileType.class)
                    .word("mime", FileType::mime, "IANA media type")
                    .word(
                            "basis",
                            FileType::basis,
                            "what it rests on: `SIGNATURE`, `TEXT`, `NAME`, `EMPTY`")
                    .maybeFlag(
                            "extension_agrees",
                            FileType::extensionAgrees,
                            "whether the name's extension fits; null where it says nothing")
                    .build();
}
