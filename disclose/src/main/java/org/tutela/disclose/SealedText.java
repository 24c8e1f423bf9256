package org.tutela.disclose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// A text under a seal, such as a certificate of erasure: `NAME.txt`, the detached CMS signature
/// over its bytes in `NAME.txt.p7s`, and the signer's certificate in `NAME.pem`.
public final class SealedText {
    private SealedText() {}

    /// Writes the three files and returns the text's. Throws [IOException] where one is there
    /// already or the disk fails.
    public static Path write(Path folder, String name, String text, SealingKey key, Instant at)
            throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name + ".txt");
        if (Files.exists(file)) {
            throw new IOException("there is a " + file + " already");
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve(name + ".txt.p7s"), Seal.over(bytes, key, at));
        Files.writeString(folder.resolve(name + ".pem"), key.pem());
        Files.write(file, bytes);
        return file;
    }
}
