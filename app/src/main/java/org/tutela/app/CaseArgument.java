package org.tutela.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tutela.facts.CaseFolder;
import picocli.CommandLine.Parameters;

/// The case that a command works on.
final class CaseArgument {
    @Parameters(index = "0", paramLabel = "CASE", description = "The case folder.")
    private Path path = Path.of("");

    Path path() {
        return path;
    }

    /// Opens it for reading; any number may read at once.
    CaseFolder openForReading() throws IOException {
        if (!Files.exists(path.resolve("case.json"))) {
            throw new WrongUse(
                    "There is no case in "
                            + path
                            + ": `tutela run "
                            + path
                            + " SOURCE` makes one.");
        }
        return CaseFolder.openForReading(path);
    }

    /// Opens it for writing, made where there is none; one writer at a time.
    CaseFolder openForWriting() throws IOException {
        CaseFolder folder = CaseFolder.openForWriting(path);
        Logs.to(folder.log());
        return folder;
    }
}
