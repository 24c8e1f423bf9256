package org.tutela.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tutela.run.Run;
import org.tutela.verify.PackageCheck;
import org.tutela.verify.Verdict;

/// Packages of partners among the sources of a run: each is verified before it is registered.
final class PartnerPackages {
    private PartnerPackages() {}

    /// Whether a folder says that it is a package: it holds `bag/` and `seal/`.
    static boolean looksLikeOne(Path folder) {
        return Files.isDirectory(folder.resolve("bag"), LinkOption.NOFOLLOW_LINKS)
                && Files.isDirectory(folder.resolve("seal"), LinkOption.NOFOLLOW_LINKS);
    }

    /// The exhibits that may be registered, packages among them with `kind` package and what
    /// verifying said; one sentence is added to `refused` for each package that does not hold.
    static List<Run.Exhibit> verified(List<Run.Exhibit> given, List<String> refused)
            throws IOException {
        List<Run.Exhibit> left = new ArrayList<>();
        for (Run.Exhibit exhibit : given) {
            if (!looksLikeOne(exhibit.path())) {
                left.add(exhibit);
                continue;
            }
            Verdict verdict = PackageCheck.check(exhibit.path(), null);
            if (!verdict.valid()) {
                refused.add(
                        "The package "
                                + exhibit.path()
                                + " does not hold and was not taken in: "
                                + verdict.errors().getFirst());
                continue;
            }
            SortedMap<String, String> custody = new TreeMap<>(exhibit.custody());
            custody.put("kind", "package");
            // A package is no exhibit of a country: it would leave again as such.
            custody.remove("country");
            verdict.statements().stream()
                    .filter(sentence -> sentence.startsWith("Sealed at "))
                    .findFirst()
                    .ifPresent(sentence -> custody.putIfAbsent("holder", sentence));
            left.add(new Run.Exhibit(exhibit.path(), exhibit.exhibit(), custody));
        }
        return left;
    }
}
