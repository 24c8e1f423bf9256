package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// An examination looked at an item.
///
/// @param seen where it was seen, and by what
/// @param outcome how it ended
/// @param bytes bytes of the item
/// @param inputs companions that were read too, by address, space-separated
public record Examined(Seen seen, Outcome outcome, long bytes, @Nullable String inputs)
        implements Fact {

    /// The columns.
    public static final FactTable<Examined> TABLE =
            FactTable.of("examined", Examined.class)
                    .choice("outcome", Examined::outcome, "how it ended")
                    .number("bytes", Examined::bytes, "bytes of the item")
                    .text(
                            "inputs",
                            Examined::inputs,
                            "companions that were read too, by address, space-separated")
                    .nullable()
                    .build();
}
