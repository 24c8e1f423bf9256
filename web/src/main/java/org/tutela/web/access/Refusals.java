package org.tutela.web.access;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Deed;

/// Writes down what was refused before it came to a question: a form without its token, a session
/// that is no more, a foreign Host. What people do is written each time; what nobody known does, at
/// most once in ten seconds per kind and address, so that a stranger cannot fill the journal.
final class Refusals {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int MOST = 10_000;

    private final Casebook casebook;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Instant> last =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
                    return size() > MOST;
                }
            };

    Refusals(Casebook casebook, InstantSource clock) {
        this.casebook = casebook;
        this.clock = clock;
    }

    /// Writes a refusal down; the path of what was asked is not kept where nobody is signed in, for
    /// it may hold anything.
    void write(String what, HttpServletRequest request) {
        // The request knows its person only further down the chain; the context does already here.
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        Principal who = known instanceof AnonymousAuthenticationToken ? null : known;
        String from = request.getRemoteAddr();
        if (who == null && !due(what + ' ' + from)) {
            return;
        }
        String path = who == null ? "" : request.getRequestURI();
        String payload = "{\"path\":\"" + path.replaceAll("[^A-Za-z0-9/_-]", "?") + "\"}";
        append(new Deed(who == null ? "unknown" : who.getName(), what, "case", "", from, payload));
    }

    /// Writes down that a person ended their session.
    void signedOut(@Nullable Principal who, String from) {
        if (who != null) {
            append(new Deed(who.getName(), "SIGNED_OUT", "case", "", from, "{}"));
        }
    }

    private void append(Deed deed) {
        try {
            casebook.journal().append(deed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean due(String key) {
        lock.lock();
        try {
            Instant now = clock.instant();
            Instant before = last.get(key);
            if (before != null && now.isBefore(before.plus(PAUSE))) {
                return false;
            }
            last.remove(key);
            last.put(key, now);
            return true;
        } finally {
            lock.unlock();
        }
    }
}
