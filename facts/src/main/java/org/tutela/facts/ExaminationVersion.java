package org.tutela.facts;

import java.util.Comparator;

/// One version of one examination (or finder, or reader): an author of facts.
///
/// @param examination its name
/// @param version 1 or more
public record ExaminationVersion(String examination, int version)
        implements Comparable<ExaminationVersion> {
    private static final Comparator<ExaminationVersion> ORDER =
            Comparator.comparing(ExaminationVersion::examination)
                    .thenComparingInt(ExaminationVersion::version);

    /// By name, then by version.
    @Override
    public int compareTo(ExaminationVersion other) {
        return ORDER.compare(this, other);
    }

    /// As folders are named: `whatsapp@1`.
    @Override
    public String toString() {
        return examination + "@" + version;
    }
}
