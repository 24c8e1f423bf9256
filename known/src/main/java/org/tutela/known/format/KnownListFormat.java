package org.tutela.known.format;

import java.io.IOException;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;

/// A format of known-file lists. Stateless.
public interface KnownListFormat {

    /// The name, such as `VICS`.
    String name();

    /// Whether a list that begins with `head` (up to 64 KiB) is of this format. Told by content,
    /// never by the file's name.
    boolean recognises(byte[] head);

    /// Reads all entries in the order of the list. What cannot be read goes to [Entries#problem]
    /// and reading goes on where the format allows it. Throws only where the medium fails or where
    /// `out` throws.
    void read(ByteSource list, Entries out) throws IOException;

    /// Receives what a list holds.
    interface Entries {
        /// An entry.
        void entry(KnownEntry entry) throws IOException;

        /// The scheme that categories of the entries to come belong to, where the list says.
        void scheme(String scheme) throws IOException;

        /// A part that could not be read; its entry is not in the result.
        void problem(EvidenceException flaw) throws IOException;
    }
}
