package org.tutela.disclose;

import java.util.List;
import java.util.Locale;

/// What a package leaves out, counted and named.
final class Omissions {
    private Omissions() {}

    static List<String> sentences(Scope scope) {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%d messages of %d accounts in %d conversations outside this request",
                        scope.counts().getOrDefault("messages_outside", 0L),
                        scope.counts().getOrDefault("senders_outside", 0L),
                        scope.counts().getOrDefault("conversations_outside", 0L)),
                String.format(
                        Locale.ROOT,
                        "%d exhibits of other countries, with their files",
                        scope.counts().getOrDefault("exhibits_outside", 0L)),
                String.format(
                        Locale.ROOT,
                        "identities of %d accounts that took part in these conversations: pseudonyms stand for them",
                        scope.counts().getOrDefault("accounts_pseudonymised", 0L)));
    }

    static String csv(Scope scope) {
        return "what,number,why\r\n"
                + line(
                        scope,
                        "messages",
                        "messages_outside",
                        "in conversations outside this request")
                + line(scope, "senders", "senders_outside", "wrote only such messages or also such")
                + line(
                        scope,
                        "conversations",
                        "conversations_outside",
                        "no account or exhibit of the country in them")
                + line(scope, "exhibits", "exhibits_outside", "seized elsewhere")
                + line(scope, "accounts", "accounts_outside", "not of the country")
                + line(
                        scope,
                        "identities",
                        "accounts_pseudonymised",
                        "people outside: pseudonyms stand for them");
    }

    private static String line(Scope scope, String what, String key, String why) {
        return what + "," + scope.counts().getOrDefault(key, 0L) + "," + why + "\r\n";
    }
}
