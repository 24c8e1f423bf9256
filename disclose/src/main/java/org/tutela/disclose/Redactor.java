package org.tutela.disclose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tutela.answers.CaseQuery;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.RegisteredSource;

/// Replaces what identifies people outside a package: their account ids, numbers and every name
/// that any device knows them by; in running text also every other phone number and e-mail address
/// that belongs to nobody inside. What a text tells about a person in other words stays: a reader
/// decides about that.
final class Redactor {
    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\\.[A-Za-z]{2,}");
    private static final Pattern NUMBER =
            Pattern.compile("\\+?\\d(?:[ ().\\-/\\u00a0]{0,2}\\d){7,18}");
    private static final Pattern DAY = Pattern.compile("(?:19|20)\\d\\d-\\d\\d-\\d\\d.*");
    private static final int KEY = 3;
    private static final int SHORTEST_NUMBER = 8;

    private final Pseudonyms pseudonyms;
    private final Set<String> inside;
    private final Set<String> allowed = new HashSet<>();
    private final Set<String> allowedTails = new HashSet<>();
    private final Map<String, String> byNumber = new HashMap<>();
    private final Needles needles = new Needles();

    private Redactor(Pseudonyms pseudonyms, Set<String> inside) {
        this.pseudonyms = pseudonyms;
        this.inside = inside;
    }

    /// Learns from the facts who is inside and by which names everybody else is known.
    static Redactor of(CaseFolder folder, CaseQuery query, Scope scope, Pseudonyms pseudonyms)
            throws IOException {
        Redactor redactor = new Redactor(pseudonyms, scope.accounts());
        List<String[]> outside = new ArrayList<>();
        Rows.read(
                query,
                NAMES,
                row -> {
                    String account = Rows.text(row.get(0));
                    String value = Rows.text(row.get(1)).strip();
                    boolean name = Boolean.TRUE.equals(row.get(2));
                    if (account.isEmpty() || value.isEmpty()) {
                        return;
                    }
                    if (scope.accounts().contains(account)) {
                        redactor.allow(value);
                    } else {
                        outside.add(new String[] {account, value, name ? "name" : ""});
                    }
                });
        for (String[] found : outside) {
            redactor.hide(found[1], !found[2].isEmpty(), pseudonyms.of("person", found[0]));
        }
        for (RegisteredSource source : folder.sources()) {
            String holder = source.custody().getOrDefault("holder", "").strip();
            if (holder.isEmpty()) {
                continue;
            }
            if (scope.sources().contains(source.id().toString())) {
                redactor.allow(holder);
            } else {
                redactor.hide(holder, true, pseudonyms.of("holder", holder));
            }
        }
        return redactor;
    }

    /// Every name, number and id of every linked account, whoever says so.
    private static final String NAMES =
            """
            WITH known(account, value, named) AS (
                SELECT account, account, false FROM linked_account
                UNION SELECT account, handle, false FROM linked_account
                UNION SELECT account, display_name, true FROM linked_account
                UNION SELECT account, alias, false FROM account_alias
                UNION SELECT account, account, false FROM account
                UNION SELECT account, handle, false FROM account
                UNION SELECT account, display_name, true FROM account
                UNION SELECT account, account, false FROM contact
                UNION SELECT account, number, false FROM contact
                UNION SELECT account, display_name, true FROM contact
                UNION SELECT sender, sender, false FROM message
                UNION SELECT account, account, false FROM membership_event
                UNION SELECT actor, actor, false FROM membership_event)
            SELECT DISTINCT coalesce(a.account, k.account) AS who, k.value, k.named FROM known k
            LEFT JOIN account_alias a ON a.alias = k.account
            WHERE k.value IS NOT NULL AND k.account IS NOT NULL ORDER BY 1, 2, 3
            """;

    /// The account itself where it is inside; otherwise its pseudonym.
    String account(String account) {
        return inside.contains(account) ? account : pseudonyms.of("person", account);
    }

    /// The conversation's id; a pseudonym where the id would name somebody outside.
    String place(String conversation) {
        return known(conversation).equals(conversation)
                ? conversation
                : pseudonyms.ofPlace(conversation);
    }

    /// A file name, path or address: known identifiers are replaced, other digits stay. An address
    /// that holds one behind percent signs is given in plain letters.
    String path(String path) {
        if (path.indexOf('%') >= 0) {
            String plain = decoded(path);
            String known = known(plain);
            if (!known.equals(plain)) {
                return known;
            }
        }
        return known(path);
    }

    private static String decoded(String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        byte[] plain = new byte[bytes.length];
        int length = 0;
        int at = 0;
        while (at < bytes.length) {
            boolean coded =
                    bytes[at] == '%'
                            && at + 2 < bytes.length
                            && Character.digit(bytes[at + 1], 16) >= 0
                            && Character.digit(bytes[at + 2], 16) >= 0;
            plain[length] =
                    coded
                            ? (byte)
                                    (Character.digit(bytes[at + 1], 16) << 4
                                            | Character.digit(bytes[at + 2], 16))
                            : bytes[at];
            length++;
            at += coded ? 3 : 1;
        }
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }

    /// Every identifier that must not occur, lower case.
    Set<String> hidden() {
        return needles.texts();
    }

    /// Running text.
    String text(String text) {
        String known = known(text);
        String mails =
                known.indexOf('@') < 0
                        ? known
                        : EMAIL.matcher(known)
                                .replaceAll(match ->
                                        Matcher.quoteReplacement(
                                                allowed.contains(
                                                                match.group()
                                                                        .toLowerCase(Locale.ROOT))
                                                        ? match.group()
                                                        : "[address withheld]"));
        return digits(mails).length() < SHORTEST_NUMBER
                ? mails
                : NUMBER.matcher(mails)
                        .replaceAll(match -> Matcher.quoteReplacement(number(match.group())));
    }

    private String number(String written) {
        String digits = digits(written);
        String pseudonym = byNumber.get(tail(digits));
        if (pseudonym != null) {
            return pseudonym;
        }
        if (allowedTails.contains(tail(digits)) || DAY.matcher(written).matches()) {
            return written;
        }
        boolean phone = written.startsWith("+") || digits.startsWith("0") || digits.length() >= 9;
        return phone ? "[number withheld]" : written;
    }

    private void allow(String value) {
        allowed.add(value.toLowerCase(Locale.ROOT));
        String digits = digits(value);
        if (digits.length() >= 8) {
            allowedTails.add(tail(digits));
        }
    }

    private void hide(String value, boolean name, String pseudonym) {
        add(value, name, pseudonym);
        if (name) {
            return;
        }
        // The stable id without the service, and the part before the at sign.
        int colon = value.indexOf(':');
        String id = value.substring(colon + 1);
        add(id, false, pseudonym);
        int at = id.indexOf('@');
        if (at > 0) {
            add(id.substring(0, at), false, pseudonym);
        }
        String digits = digits(at > 0 ? id.substring(0, at) : id);
        if (digits.length() >= 8 && !allowedTails.contains(tail(digits))) {
            byNumber.put(tail(digits), pseudonym);
            add(digits, false, pseudonym);
        }
    }

    private void add(String value, boolean whole, String pseudonym) {
        String text = Needles.lower(value);
        // Shorter ones are in half of all words; as names they count as whole words only.
        if (text.length() < KEY || allowed.contains(text) || (text.length() < 5 && !whole)) {
            return;
        }
        needles.add(new Needles.Needle(text, whole, pseudonym));
    }

    private String known(String text) {
        return needles.replace(text);
    }

    private static String digits(String text) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit >= '0' && unit <= '9') {
                digits.append(unit);
            }
        }
        return digits.toString();
    }

    /// The last eight digits: with or without the prefix of the country it is the same number.
    private static String tail(String digits) {
        return digits.substring(Math.max(0, digits.length() - 8));
    }
}
