package org.tutela.evidence;

import java.io.Closeable;
import java.io.IOException;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.model.Address;

/// An opened partition table, file system, archive or folder. May be used by several threads at
/// once. Closing it leaves the bytes that it was opened on open.
public interface Holder extends Closeable {

    /// Lists everything, in the order of the medium where the format allows. Memory is bounded by
    /// the limits given at opening. A flaw of one entry goes to the sink, and the listing goes on;
    /// a flaw that ends the listing is thrown as [EvidenceException] after everything before it was
    /// listed.
    void list(Sink sink) throws IOException;

    /// Opens the content of an entry by the address that [#list] gave it, also in another process
    /// and without listing first. Throws [EvidenceException] where there is no such entry or
    /// content.
    ByteSource open(Address address) throws IOException;

    @Override
    default void close() throws IOException {}

    /// Receives a listing.
    interface Sink {
        /// The next entry.
        void entry(Entry entry) throws IOException;

        /// Something could not be listed; `at` is the place it concerns.
        void flaw(Address at, EvidenceException flaw) throws IOException;
    }
}
