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

    /// A person: all that their accounts wrote, their memberships and names, their identifiers in
    /// what others wrote, and the contents that are theirs, in one step.
    ///
    /// @param accounts keys, such as `whatsapp:447700900123@s.whatsapp.net`
    /// @param names what people call the person; taken out of texts where of two words or more
    /// @param contents digests of documents that are the person's
    record Person(Set<String> accounts, Set<String> names, Set<Digest> contents) implements Erased {
        /// Copies, sorted.
        public Person {
            accounts = java.util.Collections.unmodifiableSet(new TreeSet<>(accounts));
            names = java.util.Collections.unmodifiableSet(new TreeSet<>(names));
            contents = Set.copyOf(contents);
        }

        /// A person of whom nothing but accounts is known.
        public static Person of(Set<String> accounts) {
            return new Person(accounts, Set.of(), Set.of());
        }
    }
}
