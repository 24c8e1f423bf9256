package org.tutela.scenario.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import org.tutela.scenario.content.Contents;
import org.tutela.scenario.content.Pdq;
import org.tutela.scenario.plan.Operation;
import org.tutela.scenario.plan.PlannedDocument;
import org.tutela.scenario.truth.Truth;

/// Writes the lists of known files of an operation: ordinary generated pictures as VICS 2.0 JSON
/// with neutral categories and PDQ hashes, and documents as good files in the form of `sha256sum`.
public final class KnownLists {
    private KnownLists() {}

    /// Writes the lists into `folder`, which is created where missing.
    public static void write(Operation plan, Contents contents, Path folder) throws IOException {
        Files.createDirectories(folder);
        StringBuilder json =
                new StringBuilder(
                        "{\n \"@odata.context\": \"http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/CUSTOM/$metadata#Media\",\n \"value\": [");
        String between = "\n  ";
        int id = 1;
        for (int picture : plan.listed()) {
            byte[] bytes = contents.picture(picture);
            String md5 = HexFormat.of().formatHex(Contents.digest("MD5", bytes));
            String sha1 = HexFormat.of().formatHex(Contents.digest("SHA-1", bytes));
            json.append(between)
                    .append(
                            String.format(
                                    Locale.ROOT,
                                    "{\"MediaID\": %d, \"Category\": %d, \"MD5\": \"%s\", \"SHA1\": \"%s\", \"MediaSize\": %d, \"MimeType\": \"image/jpeg\", \"Series\": \"K%d\", \"AlternativeHashes\": [{\"MD5\": \"%s\", \"HashName\": \"PDQ\", \"HashValue\": \"%s\"}]}",
                                    id,
                                    1 + id % 3,
                                    md5,
                                    sha1,
                                    bytes.length,
                                    1 + id % 3,
                                    md5,
                                    Pdq.of(bytes)));
            between = ",\n  ";
            id++;
        }
        json.append("\n ]\n}\n");
        Files.writeString(
                folder.resolve(Truth.KNOWN_PICTURES + ".json"), json, StandardCharsets.UTF_8);
        StringBuilder good = new StringBuilder();
        for (PlannedDocument document : plan.documents()) {
            good.append(contents.documentSha256(document.index()))
                    .append("  ")
                    .append(document.name())
                    .append('\n');
        }
        Files.writeString(
                folder.resolve(Truth.KNOWN_GOOD + ".sha256"), good, StandardCharsets.UTF_8);
    }
}
