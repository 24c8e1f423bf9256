package org.tutela.evidence.container;

import java.io.IOException;
import java.nio.file.Path;
import org.tutela.bytes.Limits;

/// A format in which a whole medium is kept in one or several files. Stateless.
public interface Container {

    /// The format's name, such as `e01`; the value of the column `format` of a source.
    String name();

    /// A cheap test of the name and the first bytes of a file. Never throws
    /// [org.tutela.bytes.EvidenceException].
    boolean recognises(Path firstFile) throws IOException;

    /// Opens the medium whose first segment was recognised; further segments are found beside it.
    /// Throws [org.tutela.bytes.EvidenceException] where nothing of the medium can be read at all;
    /// lesser flaws are kept in [Media#flaws].
    Media open(Path firstFile, Limits limits) throws IOException;
}
