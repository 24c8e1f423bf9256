package org.tutela.web;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How the server is to be started.
///
/// @param caseFolder where the case lies; the self-made certificate is kept there
/// @param host address to listen on
/// @param port port, 0 for a free one
/// @param certificate certificate chain in PEM; null: one is made
/// @param key its private key in PEM; null exactly where the certificate is
public record Settings(
        Path caseFolder, String host, int port, @Nullable Path certificate, @Nullable Path key) {
    /// The port unless told.
    public static final int PORT = 8443;

    /// Throws [IllegalArgumentException] with a sentence where they do not go together.
    public Settings {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException(
                    "--certificate and --key go together: name both files or neither");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is a number from 0 to 65535, not " + port);
        }
    }

    /// On this machine only, with a self-made certificate.
    public static Settings local(Path caseFolder, int port) {
        return new Settings(caseFolder, "127.0.0.1", port, null, null);
    }
}
