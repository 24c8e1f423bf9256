package org.tutela.evidence.archive;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.tutela.bytes.EvidenceException;

/// The members of an archive, in memory that does not grow with their names.
sealed interface ZipIndex permits CentralDirectory, LocalHeaders {

    /// Visits every member in the order of their positions.
    void each(Visitor visitor) throws IOException;

    /// The member at a position; empty where there is none.
    Optional<ZipMember> find(long position) throws IOException;

    /// What is wrong with the archive as a whole though all of it is listed.
    List<EvidenceException> flaws();

    /// Why the listing is not complete; empty where it is.
    Optional<EvidenceException> end();

    /// The first position whose packed bytes cannot all be its own, see [CentralDirectory].
    long firstOverlapping();

    /// Receives members.
    interface Visitor {
        void member(ZipMember member) throws IOException;
    }
}
