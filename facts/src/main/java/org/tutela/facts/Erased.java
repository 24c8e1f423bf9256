package org.tutela.facts;

import java.util.Set;
import java.util.TreeSet;
import org.tutela.model.Digest;
import org.tutela.model.Id;

/// What is to be erased from a case, with everything derived from it.
public sealed interface Erased {

    /// A whole source: its registration, facts, blobs and their key.
    ///
    /// @param id the source
    record Source(Id id) implements Erased {}

    /// Contents, wherever they lie: the items that hold them, what was read out of these, and what
    /// others state of them.
    ///
    /// @param sha256 their digests
    record Contents(Set<Digest> sha256) implements Erased {
        /// A copy.
        public Contents {
            sha256 = Set.copyOf(sha256);
        }
    }

    /// The accounts of one person: all they wrote, their memberships and names, and their
    /// identifiers in what others wrote.
    ///
    /// @param accounts keys, such as `whatsapp:447700900123@s.whatsapp.net`
    record Accounts(Set<String> accounts) implements Erased {
        /// A copy, sorted.
        public Accounts {
            accounts = java.util.Collections.unmodifiableSet(new TreeSet<>(accounts));
        }
    }
}
