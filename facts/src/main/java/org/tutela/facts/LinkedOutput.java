package org.tutela.facts;

import java.util.Comparator;
import java.util.List;

/// What counts of one link step.
///
/// @param step the step
/// @param files its files, sorted by path
record LinkedOutput(LinkedStep step, List<StoredFile> files) {
    LinkedOutput {
        files =
                files.stream()
                        .sorted(Comparator.comparing(stored -> stored.file().path()))
                        .toList();
    }
}
