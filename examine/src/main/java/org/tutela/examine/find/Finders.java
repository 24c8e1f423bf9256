package org.tutela.examine.find;

import java.util.List;
import org.tutela.examine.Finder;

/// Every finder of the house. This is the one line that a new finder adds.
public final class Finders {
    private static final List<Finder> ALL =
            List.of(
                    new UrlFinder(),
                    new OnionFinder(),
                    new InviteFinder(),
                    new EmailFinder(),
                    new PhoneFinder());

    private Finders() {}

    /// All of them.
    public static List<Finder> all() {
        return ALL;
    }
}
