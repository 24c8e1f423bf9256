package org.tutela.evidence;

import java.io.IOException;
import java.util.Set;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Limits;
import org.tutela.bytes.Spool;
import org.tutela.model.Address;

/// Opens bytes of one format as a [Holder]. Stateless.
public interface Reader {

    /// The format's name, such as `ntfs`; the value of a `volume` step.
    String name();

    /// The kinds of step that its holder adds to an address, outermost first, such as `VOLUME`,
    /// `ENTRY`, `STREAM`. [Holder#open] is given an address that ends with some of them.
    Set<Address.Kind> steps();

    /// A cheap test of the first bytes (and, where the format demands it, the last). `name` is the
    /// last part of the path, for formats that only a name tells. Never throws [EvidenceException].
    boolean recognises(ByteSource bytes, String name) throws IOException;

    /// Opens bytes that were recognised. `at` is the address of the bytes; entries lie below it.
    /// Throws [org.tutela.bytes.EvidenceException] where nothing can be listed at all.
    Holder open(ByteSource bytes, Address at, Means means) throws IOException;

    /// What a reader may use.
    ///
    /// @param limits how much evidence may ask
    /// @param spool for members that can only be read from front to back; shared by all readers of
    ///   a source and closed with it
    record Means(Limits limits, Spool spool) {}
}
