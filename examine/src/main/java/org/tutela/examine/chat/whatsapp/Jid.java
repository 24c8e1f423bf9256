package org.tutela.examine.chat.whatsapp;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tutela.model.ConversationKind;

/// An address of WhatsApp, `user@server`, without the agent and device that a companion device adds
/// (`447700900123.0:7@s.whatsapp.net` is a device of `447700900123@s.whatsapp.net`).
///
/// @param user digits of a phone number, an account id, or the id of a group or channel
/// @param server what kind of thing it is; the `type` column of `jid` is less reliable
record Jid(String user, String server) {

    /// The service's name in every fact.
    static final String SERVICE = "whatsapp";

    /// The server of accounts that are named by phone number.
    static final String PHONE = "s.whatsapp.net";

    /// The server of accounts that are named by an opaque number, the same on every device.
    static final String LID = "lid";

    private static final Set<String> ACCOUNT_SERVERS =
            Set.of(PHONE, LID, "c.us", "hosted", "hosted.lid", "bot");

    /// From the columns of a row of `jid`; `raw` (its `raw_string`) is used where they are missing.
    static Optional<Jid> of(@Nullable String user, @Nullable String server, @Nullable String raw) {
        if (user == null || server == null || server.isEmpty()) {
            return raw == null ? Optional.empty() : parse(raw);
        }
        return Optional.of(withoutDevice(user, server));
    }

    /// From text such as `447700900123.0:7@s.whatsapp.net`.
    static Optional<Jid> parse(String raw) {
        int at = raw.lastIndexOf('@');
        return at <= 0 || at == raw.length() - 1
                ? Optional.empty()
                : Optional.of(withoutDevice(raw.substring(0, at), raw.substring(at + 1)));
    }

    /// An account by its phone number, digits only.
    static Jid ofPhone(String digits) {
        return new Jid(digits, PHONE);
    }

    /// Whether it is one account, not a group, list or channel.
    boolean isAccount() {
        return ACCOUNT_SERVERS.contains(server) && !user.isEmpty();
    }

    /// Whether it names an account by its phone number.
    boolean isPhone() {
        return server.equals(PHONE) && isDigits(user);
    }

    /// `user@server`.
    String id() {
        return user + "@" + server;
    }

    /// `whatsapp:user@server`.
    String qualified() {
        return SERVICE + ":" + id();
    }

    /// The phone number as the messenger shows it; null where there is none.
    @Nullable String handle() {
        return isPhone() && user.length() >= 7 ? "+" + user : null;
    }

    /// What a chat of this address is.
    ConversationKind kind() {
        return switch (server) {
            case "g.us", "temp" -> ConversationKind.GROUP;
            case "broadcast" -> ConversationKind.BROADCAST;
            case "newsletter" -> ConversationKind.CHANNEL;
            default -> ConversationKind.DIRECT;
        };
    }

    static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static Jid withoutDevice(String user, String server) {
        if (!ACCOUNT_SERVERS.contains(server)) {
            return new Jid(user, server);
        }
        int end = user.length();
        for (char mark : new char[] {'.', ':', '_'}) {
            int at = user.indexOf(mark);
            end = at > 0 && at < end ? at : end;
        }
        return new Jid(user.substring(0, end), server);
    }
}
