package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// One file or file-like thing.
///
/// @param seen where it was seen, and by what
/// @param path path within its file system or archive, as text; the address has the raw bytes
/// @param name last part of the path
/// @param size bytes
/// @param kind file, folder, link, stream or other
/// @param origin how it came to be known
/// @param created when the file was created
/// @param modified when its content was last changed
/// @param accessed when it was last opened
/// @param changed when its record was last changed
/// @param parent the item it was found in; null for a top item of a source
/// @param devicePath path on the device, with the root layout of the extraction taken off; null
///   where there is none
/// @param linkTarget where a symbolic link points; never followed
public record Item(
        Seen seen,
        String path,
        String name,
        long size,
        ItemKind kind,
        ItemOrigin origin,
        @Nullable Timestamp created,
        @Nullable Timestamp modified,
        @Nullable Timestamp accessed,
        @Nullable Timestamp changed,
        @Nullable Id parent,
        @Nullable String devicePath,
        @Nullable String linkTarget)
        implements Fact {

    /// The columns.
    public static final FactTable<Item> TABLE =
            FactTable.of("item", Item.class)
                    .text(
                            "path",
                            Item::path,
                            "path within its file system or archive, as text; the address has the raw bytes")
                    .text("name", Item::name, "last part of the path")
                    .number("size", Item::size, "bytes")
                    .choice("kind", Item::kind, "file, folder, link, stream or other")
                    .choice("origin", Item::origin, "how it came to be known")
                    .time("created", Item::created, "when the file was created")
                    .time("modified", Item::modified, "when its content was last changed")
                    .time("accessed", Item::accessed, "when it was last opened")
                    .time("changed", Item::changed, "when its record was last changed")
                    .id(
                            "parent",
                            Item::parent,
                            "the item it was found in; null for a top item of a source")
                    .nullable()
                    .text(
                            "device_path",
                            Item::devicePath,
                            "path on the device, with the root layout of the extraction taken off; null where there is none")
                    .nullable()
                    .text(
                            "link_target",
                            Item::linkTarget,
                            "where a symbolic link points; never followed")
                    .nullable()
                    .build();
}
