package org.tutela.run;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Holder;
import org.tutela.model.Id;

/// The piece of work that is committed whole: a stretch of a source's listing.
///
/// @param number from 0, by the order of the listing
/// @param entries what to take through the examinations, in the order of the medium
record SourceUnit(int number, List<Listed> entries) {
    SourceUnit {
        entries =
                entries.stream()
                        .sorted(Comparator.comparingLong(listed -> listed.entry().firstByte()))
                        .toList();
    }

    /// The name of its staged folder.
    String name() {
        return "unit-%07d".formatted(number);
    }

    /// An entry, the holder that opens it and the item that holds it.
    record Listed(Entry entry, Holder holder, @Nullable Id parent) {}
}
