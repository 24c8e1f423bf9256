package org.tutela.web.access;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Deed;

/// Compares a password with the casebook. Unknown names cost the same time as known ones, and every
/// refusal looks the same.
final class SignIn implements AuthenticationProvider {
    private final Casebook casebook;
    private final Throttle throttle;
    private final String nobody;

    SignIn(Casebook casebook, Throttle throttle) {
        this.casebook = casebook;
        this.throttle = throttle;
        this.nobody = String.valueOf(casebook.users().encoder().encode("nobody has this password"));
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        String name = asked.getName().strip().toLowerCase(Locale.ROOT);
        String from =
                asked.getDetails() instanceof WebAuthenticationDetails details
                        ? details.getRemoteAddress()
                        : "";
        String password = String.valueOf(asked.getCredentials());
        try {
            boolean waits = throttle.waits("user " + name) || throttle.waits("from " + from);
            Optional<String> stored = casebook.users().findPassword(name);
            boolean right =
                    !waits
                            && password.length() <= 1000
                            && casebook.users().encoder().matches(password, stored.orElse(nobody))
                            && stored.isPresent();
            write(name, from, right, waits);
            if (!right) {
                throttle.miss("user " + name);
                throttle.miss("from " + from);
                throw new BadCredentialsException("wrong name or password");
            }
        } catch (IOException e) {
            throw new AuthenticationServiceException("the casebook cannot be read", e);
        }
        throttle.clear("user " + name);
        return UsernamePasswordAuthenticationToken.authenticated(name, null, List.of());
    }

    private void write(String name, String from, boolean right, boolean waits) throws IOException {
        boolean known = casebook.users().find(name).isPresent();
        // What was typed in place of a name may be a password: it is not kept.
        casebook.journal()
                .append(
                        new Deed(
                                known ? name : "unknown",
                                right ? "SIGNED_IN" : "SIGN_IN_REFUSED",
                                "case",
                                "",
                                from,
                                "{\"throttled\":" + waits + "}"));
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
