package org.tutela.disclose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tutela.answers.CaseQuery;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.work.Person;
import org.tutela.disclose.HoldingRules.Kind;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.RegisteredSource;

/// What concerns a country: its exhibits, the accounts of its numbers and of the owners of its
/// exhibits, the conversations that those accounts took part in or those exhibits hold, and the
/// messages in them; less what is held back.
public final class Scope {
    /// Why an exhibit is in, and why a file is.
    static final String SEIZED = "seized in the country";

    static final String LIES = "on an exhibit of the country";

    /// Why something is in, by what it is, for the journal and the package; of which of several
    /// reasons a row is in stands in its table, column `why`.
    static final Map<String, String> REASONS = reasons();

    /// What every statement of a package may use: `acc(account, why)` are accounts that are named,
    /// `conv(conversation, why)`, `msg(linked, number)` numbered as in the report, `cited(linked,
    /// source, more)` a place on an exhibit of the country that a linked fact rests on, and
    /// `held_file(item)`.
    private static final String WITH =
            """
            WITH held_conversation AS ({held_conversation}), held_account AS ({held_account}),
            held_message AS (SELECT split_part(value, chr(10), 1) AS conversation, split_part(value, chr(10), 2) AS message_key FROM ({held_message})),
            held_linked AS ({held_linked}), held_item AS ({held_file}), held_content AS ({held_content}), held_word AS ({held_word}), victim AS ({victim}), marked_victim AS ({marked_victim}),
            concerned AS (
                SELECT account, string_agg(DISTINCT why, '; ' ORDER BY why) AS why FROM (
                    SELECT account, 'its number is issued in the country' AS why FROM linked_account WHERE country = '{country}'
                    UNION ALL SELECT coalesce(a.account, o.account), 'it owns an exhibit of the country' FROM device_owner o
                        LEFT JOIN account_alias a ON a.alias = o.account WHERE o.source IN {sources})
                GROUP BY account),
            acc AS (SELECT account, why FROM concerned WHERE account NOT IN (SELECT value FROM victim)),
            all_conv AS (
                SELECT conversation, string_agg(DISTINCT why, '; ' ORDER BY why) AS why FROM (
                    SELECT conversation, 'an account of the country was a member' AS why FROM membership WHERE account IN (SELECT account FROM concerned)
                    UNION ALL SELECT conversation, 'an account of the country wrote in it' FROM linked_message WHERE sender IN (SELECT account FROM concerned)
                    UNION ALL SELECT conversation, 'an exhibit of the country holds it' FROM presence WHERE source IN {sources})
                GROUP BY conversation),
            privileged_conv AS (
                SELECT conversation FROM all_conv WHERE conversation IN (SELECT value FROM held_conversation)
                UNION SELECT c.conversation FROM linked_conversation c JOIN all_conv a ON a.conversation = c.conversation
                    WHERE c.kind = 'DIRECT' AND (c.conversation IN (SELECT conversation FROM membership WHERE account IN (SELECT value FROM held_account))
                        OR c.conversation IN (SELECT conversation FROM linked_message WHERE sender IN (SELECT value FROM held_account)))),
            conv AS (SELECT conversation, why FROM all_conv WHERE conversation NOT IN (SELECT conversation FROM privileged_conv)),
            privileged_msg AS (
                SELECT m.linked, m.conversation, m.message_key FROM linked_message m WHERE m.conversation IN (SELECT conversation FROM conv)
                    AND (coalesce(m.sender, '') IN (SELECT value FROM held_account) OR m.linked IN (SELECT value FROM held_linked)
                        OR EXISTS (SELECT 1 FROM held_message h WHERE h.conversation = m.conversation AND h.message_key = m.message_key)
                        OR EXISTS (SELECT 1 FROM held_word w WHERE contains(lower(m.text), w.value)))),
            msg AS (SELECT linked, row_number() OVER (ORDER BY conversation, sent, message_key, linked) AS number
                FROM linked_message WHERE conversation IN (SELECT conversation FROM conv) AND linked NOT IN (SELECT linked FROM privileged_msg)),
            held_file AS (SELECT item FROM item WHERE source IN {sources} AND (item IN (SELECT value FROM held_item)
                OR item IN (SELECT item FROM content WHERE sha256 IN (SELECT value FROM held_content)
                    OR sha256 IN (SELECT sha256 FROM content WHERE item IN (SELECT attached_item FROM attachment
                        WHERE conversation IN (SELECT conversation FROM privileged_conv)
                            OR (conversation, message_key) IN (SELECT (conversation, message_key) FROM privileged_msg)))))),
            ground AS (
                SELECT fact, exhibit, address, source FROM message UNION ALL SELECT fact, exhibit, address, source FROM membership_event
                UNION ALL SELECT fact, exhibit, address, source FROM account UNION ALL SELECT fact, exhibit, address, source FROM contact
                UNION ALL SELECT fact, exhibit, address, source FROM conversation),
            cited AS (SELECT c.linked, min(g.exhibit || ' ' || g.address) AS source, count(*) - 1 AS more
                FROM cites c JOIN ground g ON g.fact = c.fact WHERE g.source IN {sources} GROUP BY c.linked)
            """;

    /// The pictures and films whose bytes may go; what names somebody outside is found out while
    /// they are written.
    private static final String CONTENTS =
            """
            SELECT count(DISTINCT c.sha256) FROM item i JOIN content c ON c.item = i.item JOIN file_type t ON t.item = i.item
            WHERE i.source IN SOURCES AND c.sha256 IS NOT NULL AND i.item NOT IN (SELECT item FROM held_file)
                AND (t.mime LIKE 'image/%' OR t.mime LIKE 'video/%')
            """;

    private final CaseQuery query;
    private final String with;
    private final Set<String> sources;
    private final Set<String> exhibits;
    private final Set<String> accounts = new TreeSet<>();
    private final Set<String> victims = new TreeSet<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private String selection = "";

    private Scope(CaseQuery query, String with, List<RegisteredSource> own) {
        this.query = query;
        this.with = with;
        this.sources =
                own.stream()
                        .map(source -> source.id().toString())
                        .collect(Collectors.toCollection(TreeSet::new));
        this.exhibits =
                own.stream()
                        .map(RegisteredSource::exhibit)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Computes what an order covers from the facts that count now, less what people marked in the
    /// casebook.
    public static Scope of(
            CaseFolder folder, CaseQuery query, PackageOrder order, Casebook casebook)
            throws IOException {
        PackageTerms terms = order.terms().with(HoldingRules.of(casebook));
        Scope scope = of(folder, query, order.country(), terms);
        scope.selection = scope.digest(terms, casebook.work().persons().list());
        return scope;
    }

    private static Scope of(CaseFolder folder, CaseQuery query, String country, PackageTerms terms)
            throws IOException {
        if (!country.matches("[A-Z]{2}")) {
            throw new IllegalArgumentException("no country: " + country);
        }
        List<RegisteredSource> own =
                folder.sources().stream()
                        .filter(source -> country.equals(source.custody().get("country")))
                        .toList();
        HoldingRules rules = terms.rules();
        HoldingRules victims = terms.victims() ? HoldingRules.NONE : rules;
        Map<String, String> values = new HashMap<>();
        values.put("marked_victim", rules.sql(Kind.VICTIM));
        values.put("victim", victims.sql(Kind.VICTIM));
        for (Kind kind : Kind.values()) {
            values.put("held_" + kind.name().toLowerCase(Locale.ROOT), rules.sql(kind));
        }
        values.put("country", country);
        values.put("sources", list(own));
        String with =
                Pattern.compile("\\{([a-z_]+)\\}")
                        .matcher(WITH)
                        .replaceAll(name ->
                                Matcher.quoteReplacement(values.getOrDefault(name.group(1), "")));
        Scope scope = new Scope(query, with, own);
        Rows.read(
                query,
                scope.sql("SELECT account FROM acc ORDER BY account"),
                row -> scope.accounts.add(Rows.text(row.getFirst())));
        Rows.read(
                query,
                scope.sql(
                        "SELECT account FROM concerned WHERE account IN (SELECT value FROM"
                                + " victim)"),
                row -> scope.victims.add(Rows.text(row.getFirst())));
        scope.count(folder);
        if (terms.content()) {
            Rows.read(
                    query,
                    scope.sql(CONTENTS),
                    row ->
                            scope.counts.put(
                                    "contents",
                                    row.getFirst() instanceof Number n ? n.longValue() : 0L));
        }
        return scope;
    }

    private static String list(List<RegisteredSource> own) {
        return own.isEmpty()
                ? "(SELECT '' WHERE false)"
                : own.stream()
                        .map(source -> "'" + source.id() + "'")
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static Map<String, String> reasons() {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("exhibits", SEIZED);
        reasons.put("files", LIES);
        reasons.put(
                "accounts",
                "the number is issued in the country, or it owns an exhibit of the country");
        reasons.put(
                "groups",
                "an account of the country was a member or wrote in it, or an exhibit of the country"
                        + " holds it");
        reasons.put("messages", "in such a group or direct conversation");
        return java.util.Collections.unmodifiableMap(reasons);
    }

    /// What is counted, by key; all in one statement, so that what is in is worked out once.
    private static final Map<String, String> COUNTED = new LinkedHashMap<>();

    static {
        COUNTED.put(
                "accounts_outside",
                "linked_account WHERE account NOT IN (SELECT account FROM concerned)");
        COUNTED.put(
                "accounts_pseudonymised",
                "(PEOPLE) WHERE account NOT IN (SELECT account FROM acc)");
        COUNTED.put("conversations", "conv");
        COUNTED.put(
                "conversations_outside",
                "linked_conversation WHERE conversation NOT IN (SELECT conversation FROM"
                        + " all_conv)");
        COUNTED.put("conversations_privileged", "privileged_conv");
        COUNTED.put("messages", "msg");
        COUNTED.put(
                "messages_outside",
                "linked_message WHERE conversation NOT IN (SELECT conversation FROM all_conv)");
        COUNTED.put(
                "messages_privileged",
                "(SELECT linked FROM privileged_msg UNION ALL SELECT linked FROM linked_message"
                        + " WHERE conversation IN (SELECT conversation FROM privileged_conv))");
        COUNTED.put(
                "senders_outside",
                "(SELECT DISTINCT sender FROM linked_message WHERE sender IS NOT NULL"
                        + " AND conversation NOT IN (SELECT conversation FROM all_conv))");
        COUNTED.put(
                "files",
                "item WHERE kind IN ('FILE', 'STREAM') AND source IN SOURCES AND item NOT IN (SELECT"
                        + " item FROM held_file)");
        COUNTED.put(
                "files_outside", "item WHERE kind IN ('FILE', 'STREAM') AND source NOT IN SOURCES");
        COUNTED.put("files_privileged", "held_file");
    }

    private void count(CaseFolder folder) throws IOException {
        counts.put("exhibits", (long) sources.size());
        counts.put("exhibits_outside", (long) (folder.sources().size() - sources.size()));
        counts.put("accounts", (long) accounts.size());
        counts.put("victims_withheld", (long) victims.size());
        String select =
                COUNTED.values().stream()
                        .map(from -> "(SELECT count(*) FROM " + from + ")")
                        .collect(Collectors.joining(", ", "SELECT ", ""));
        Rows.read(
                query,
                sql(select),
                row -> {
                    int at = 0;
                    for (String key : COUNTED.keySet()) {
                        counts.put(key, row.get(at) instanceof Number n ? n.longValue() : 0L);
                        at++;
                    }
                });
    }

    /// Whoever took part in a conversation that is in.
    static final String PEOPLE =
            """
            SELECT account FROM membership WHERE conversation IN (SELECT conversation FROM conv)
            UNION SELECT sender FROM linked_message WHERE linked IN (SELECT linked FROM msg) AND sender IS NOT NULL
            UNION SELECT actor FROM membership WHERE conversation IN (SELECT conversation FROM conv) AND actor IS NOT NULL
            """;

    /// Why something is in.
    public static String reason() {
        return REASONS.entrySet().stream()
                .map(reason -> reason.getKey() + ": " + reason.getValue())
                .collect(Collectors.joining("; "));
    }

    /// SHA-256 over all that decides what is in: the facts that count, the terms, what people
    /// marked as held back, and who they said is who. Another one means that the package would be
    /// another.
    public String selection() {
        return selection;
    }

    private String digest(PackageTerms terms, List<Person> persons) {
        StringBuilder text = new StringBuilder();
        text.append(generation()).append('\n').append(new TreeMap<>(counts)).append('\n');
        text.append(sources).append('\n').append(terms.content()).append('\n');
        text.append(terms.victims()).append('\n').append(terms.rules().digest()).append('\n');
        persons.forEach(person -> text.append(person).append('\n'));
        return HexFormat.of()
                .formatHex(
                        BagWriter.sha256()
                                .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /// How many of what is in and outside.
    public Map<String, Long> counts() {
        return java.util.Collections.unmodifiableMap(counts);
    }

    /// Generation of the catalog that it was computed from.
    public int generation() {
        return query.generation();
    }

    /// Whether nothing in the case concerns the country.
    public boolean empty() {
        return accounts.isEmpty() && sources.isEmpty();
    }

    /// Linked accounts that are in and may be named.
    Set<String> accounts() {
        return accounts;
    }

    /// Linked accounts of victims that concern the country and are not named.
    Set<String> victims() {
        return victims;
    }

    /// Ids of the sources that are in.
    Set<String> sources() {
        return sources;
    }

    /// References of the exhibits that are in.
    Set<String> exhibits() {
        return exhibits;
    }

    /// The sources that are in, as a list for `IN`.
    String sourceList() {
        List<String> quoted = sources.stream().map(id -> "'" + id + "'").toList();
        return quoted.isEmpty() ? "(SELECT '' WHERE false)" : "(" + String.join(", ", quoted) + ")";
    }

    /// The statement with everything that it may use before it; `SOURCES` and `PEOPLE` stand for
    /// the list of sources and for who took part.
    String sql(String select) {
        return with + select.replace("SOURCES", sourceList()).replace("PEOPLE", PEOPLE);
    }
}
