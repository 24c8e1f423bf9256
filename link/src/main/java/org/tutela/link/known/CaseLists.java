package org.tutela.link.known;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.facts.CaseFolder;
import org.tutela.known.KnownLists;
import org.tutela.known.compiled.ListCompiler;
import org.tutela.known.compiled.ListHeader;
import org.tutela.known.compiled.ListNaming;

/// The known-file lists of a case, compiled into `known/` of its folder.
public final class CaseLists {
    /// Sentences about single lines of a list; the rest is counted.
    private static final int MOST_SENTENCES = 20;

    private final Path folder;

    private CaseLists(Path folder) {
        this.folder = folder;
    }

    /// The lists of a case.
    public static CaseLists of(CaseFolder caseFolder) {
        return new CaseLists(caseFolder.path().resolve("known"));
    }

    /// A list that was added.
    ///
    /// @param header what is known of it as a whole
    /// @param problems one sentence for each part that could not be read, at most 21
    public record Added(ListHeader header, List<String> problems) {
        /// A copy of the sentences.
        public Added {
            problems = List.copyOf(problems);
        }
    }

    /// Adds the list that lies in `file`. Throws [EvidenceException] with a sentence where it is no
    /// list, or is there under another name.
    public Added add(Path file, ListNaming naming) throws IOException {
        List<String> problems = new ArrayList<>();
        long[] count = new long[1];
        try (ByteSource bytes = ByteSource.open(file)) {
            ListHeader header =
                    ListCompiler.compile(
                            bytes,
                            folder,
                            naming,
                            flaw -> {
                                count[0]++;
                                if (count[0] <= MOST_SENTENCES) {
                                    problems.add(
                                            file.getFileName()
                                                    + ": "
                                                    + flaw.detail()
                                                    + " ("
                                                    + flaw.code()
                                                    + ")");
                                }
                            });
            if (count[0] > MOST_SENTENCES) {
                problems.add(
                        file.getFileName()
                                + ": "
                                + (count[0] - MOST_SENTENCES)
                                + " more entries could not be read");
            }
            return new Added(header, problems);
        } catch (EvidenceException e) {
            throw new EvidenceException(
                    e.flaw(), e.code(), file.getFileName() + ": " + e.detail(), e.offset());
        }
    }

    /// What the case has.
    public List<ListHeader> list() throws IOException {
        return KnownLists.headers(folder);
    }

    /// All lists, opened for look-up.
    KnownLists open() throws IOException {
        return KnownLists.open(folder);
    }
}
