package org.tutela.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.tutela.disclose.SealingKey;
import org.tutela.facts.CaseFolder;
import picocli.CommandLine.Option;

/// With which key a package is sealed, on the command line.
final class KeyOptions {
    @Option(
            names = "--key",
            paramLabel = "FILE.p12|FILE.cfg",
            description =
                    "Sealing key: a PKCS#12 file, or the PKCS#11 configuration of a token; the case's own unless told.")
    private @Nullable Path keyFile;

    @Option(
            names = "--key-password",
            paramLabel = "FILE",
            description = "File that holds the key's password.")
    private @Nullable Path passwordFile;

    /// The key that was named, or the case's own.
    SealingKey of(CaseFolder folder, InstantSource clock) throws IOException {
        return keyFile == null
                ? SealingKey.ofCase(folder.path(), clock.instant())
                : read(keyFile, passwordFile, "--key-password");
    }

    /// The one private key of a file or token. Throws [WrongUse] where no password file is named.
    static SealingKey read(Path file, @Nullable Path passwordFile, String option)
            throws IOException {
        if (passwordFile == null) {
            throw new WrongUse(
                    file + " needs " + option + " FILE, a file that holds the password.");
        }
        String password = Files.readString(passwordFile).strip();
        return String.valueOf(file.getFileName()).endsWith(".cfg")
                ? SealingKey.ofToken(file, password)
                : SealingKey.read(file, password);
    }
}
