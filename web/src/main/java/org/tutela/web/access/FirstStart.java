package org.tutela.web.access;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Role;
import org.tutela.casebook.User;

/// The first start of a case that has no account yet.
public final class FirstStart {
    /// How long the link is good.
    public static final Duration GOOD = Duration.ofHours(24);

    private static final String NAME = "admin";

    private FirstStart() {}

    /// Makes the administrator `admin` where the case has no administrator, and returns the path of
    /// the page that sets the password, once; empty where there is one.
    public static Optional<URI> prepare(Casebook casebook) throws IOException {
        if (casebook.users().list().stream().anyMatch(u -> u.role() == Role.ADMINISTRATOR)) {
            return Optional.empty();
        }
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        casebook.users()
                .put(
                        "system",
                        new User(NAME, Role.ADMINISTRATOR, Set.of(), false, false),
                        HexFormat.of().formatHex(random));
        return Optional.of(
                URI.create("/password?token=" + casebook.passwordLinks().make(NAME, GOOD)));
    }
}
