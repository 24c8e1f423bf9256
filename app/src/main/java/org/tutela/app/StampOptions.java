package org.tutela.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tutela.disclose.SealingKey;
import org.tutela.disclose.StampAuthority;
import picocli.CommandLine.Option;

/// By which time stamping authority of one's own a seal is stamped, on the command line.
final class StampOptions {
    @Option(
            names = "--tsa",
            paramLabel = "FILE.p12|FILE.cfg",
            description =
                    "Time stamps the seal with this key (RFC 3161), whose certificate is for time"
                            + " stamping alone: a PKCS#12 file, or the PKCS#11 configuration of a token.")
    private @Nullable Path keyFile;

    @Option(
            names = "--tsa-password",
            paramLabel = "FILE",
            description = "File that holds the password of the time stamping key.")
    private @Nullable Path passwordFile;

    /// The authority that was named. Throws [WrongUse] where its certificate is not for time
    /// stamping.
    Optional<StampAuthority> authority(InstantSource clock) throws IOException {
        if (keyFile == null) {
            return Optional.empty();
        }
        SealingKey key = KeyOptions.read(keyFile, passwordFile, "--tsa-password");
        try {
            return Optional.of(StampAuthority.of(key, clock));
        } catch (IOException e) {
            throw new WrongUse(sentence(e));
        }
    }

    /// A sealing key whose seals the authority stamps, where one was named.
    SealingKey stamping(SealingKey key, InstantSource clock) throws IOException {
        return authority(clock).map(key::stampedBy).orElse(key);
    }

    /// What is wrong, as a sentence.
    static String sentence(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
    }
}
