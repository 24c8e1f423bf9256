package org.tutela.link;

/// What the ids of accounts and conversations look like (`contract.md`, "Identifiers").
///
/// An account is `service:stable id`. WhatsApp's ids are `user@server`; the servers are listed in
/// `chat-formats.md` 1.2: a phone number stands at `s.whatsapp.net` (and `c.us` in Web data), an
/// opaque account id at `lid`; `g.us`, `broadcast` and `newsletter` are no accounts.
public final class AccountIds {
    private static final String DIRECT_UNKNOWN = "?";

    private AccountIds() {}

    /// The service of an account or a conversation: what stands before the first colon.
    public static String service(String id) {
        int colon = id.indexOf(':');
        return colon < 0 ? "" : id.substring(0, colon);
    }

    /// The service's own id: what stands behind the first colon.
    public static String own(String id) {
        return id.substring(id.indexOf(':') + 1);
    }

    /// Whether the id is one of a person's account, not of a group, a list or the service itself.
    public static boolean isAccount(String id) {
        String own = own(id);
        return !own.isEmpty()
                && !own.endsWith("@g.us")
                && !own.endsWith("@broadcast")
                && !own.endsWith("@newsletter")
                && !own.endsWith("status_me")
                && !own.endsWith("lid_me")
                && !own.equals("0@s.whatsapp.net");
    }

    /// Whether the account's id is a phone number.
    public static boolean isPhone(String account) {
        return account.endsWith("@s.whatsapp.net") || account.endsWith("@c.us");
    }

    /// The digits of a phone account; empty for any other account and where the id holds anything
    /// but 7 to 15 digits.
    public static String digits(String account) {
        if (!isPhone(account)) {
            return "";
        }
        String own = own(account);
        String user = own.substring(0, own.indexOf('@'));
        boolean number =
                user.length() >= 7
                        && user.length() <= 15
                        && user.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? user : "";
    }

    /// Whether the conversation is one of two accounts: `service:a+b`, or `service:?+b` where the
    /// device's own account was not known.
    public static boolean isDirect(String conversation) {
        return own(conversation).indexOf('+') > 0;
    }

    /// The two sides of a direct conversation, each with its service; the first is `service:?…`
    /// where it is not known.
    public static Sides sides(String conversation) {
        String service = service(conversation) + ":";
        String own = own(conversation);
        int plus = own.indexOf('+');
        return new Sides(service + own.substring(0, plus), service + own.substring(plus + 1));
    }

    /// The conversation of two accounts of one service, the smaller id first.
    public static String direct(Sides sides) {
        String one = own(sides.one());
        String other = own(sides.other());
        boolean inOrder =
                !known(sides.one()) || (known(sides.other()) && one.compareTo(other) <= 0);
        return service(sides.one()) + ":" + (inOrder ? one + "+" + other : other + "+" + one);
    }

    /// Whether a side of a direct conversation is an account.
    public static boolean known(String side) {
        return !own(side).startsWith(DIRECT_UNKNOWN);
    }

    /// The two sides of a direct conversation.
    ///
    /// @param one one account, with its service
    /// @param other the other
    public record Sides(String one, String other) {}
}
