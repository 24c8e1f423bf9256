package org.tutela.scenario.plan;

import java.util.List;

/// A document with made-up words.
///
/// @param index its place in the plan
/// @param name file name with extension, which says the format
/// @param lines paragraphs
public record PlannedDocument(int index, String name, List<String> lines) {
    /// A copy of the lines.
    public PlannedDocument {
        lines = List.copyOf(lines);
    }
}
