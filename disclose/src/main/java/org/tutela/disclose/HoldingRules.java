package org.tutela.disclose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.work.Mark;
import org.tutela.casebook.work.Person;

/// What must not leave although it concerns the country: privileged material, and whose identity is
/// a victim's. Rules are data, a line each: the kind, white space, the value. `#` starts a comment.
///
/// ```
/// conversation whatsapp:447700900123@s.whatsapp.net+whatsapp:447700900456@s.whatsapp.net
/// account      whatsapp:447700900999@s.whatsapp.net
/// message      whatsapp:120363000000000001@g.us 3EB0C767D097B7
/// linked       88ab...   (id of the linked message, as the tables have it)
/// file         4f1c...   (id of the item)
/// content      9f86...   (SHA-256)
/// word         solicitor
/// victim       whatsapp:447700900777@s.whatsapp.net
/// ```
///
/// An account that is held back takes its direct conversations and its messages in groups with it.
/// A word holds back every message whose text has it. A victim is replaced by a pseudonym even
/// where the account concerns the country, unless the addressee is entitled.
public final class HoldingRules {
    /// No rules.
    public static final HoldingRules NONE = new HoldingRules(new EnumMap<>(Kind.class));

    /// The tag by which people mark what is privileged.
    public static final String TAG = "privileged";

    private static final int MOST = 100_000;
    private static final int MOST_TAGGED = 1_000;

    private final Map<Kind, Set<String>> values;

    /// What a rule is about.
    enum Kind {
        CONVERSATION,
        ACCOUNT,
        MESSAGE,
        LINKED,
        FILE,
        CONTENT,
        WORD,
        VICTIM
    }

    private HoldingRules(Map<Kind, Set<String>> values) {
        this.values = values;
    }

    /// Reads a file of rules. Throws [IllegalArgumentException] with a sentence where a line is no
    /// rule: a rule that is not understood must not be passed over.
    public static HoldingRules read(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            lines.add(line);
        }
        return of(lines);
    }

    /// Rules from their lines.
    public static HoldingRules of(List<String> lines) {
        if (lines.size() > MOST) {
            throw new IllegalArgumentException("there are more than " + MOST + " rules");
        }
        Map<Kind, Set<String>> values = new EnumMap<>(Kind.class);
        int number = 0;
        for (String line : lines) {
            number++;
            String rule = line.strip();
            if (rule.isEmpty() || rule.startsWith("#")) {
                continue;
            }
            String[] parts = rule.split("\\s+", 2);
            Kind kind = kind(parts[0], number);
            if (parts.length < 2) {
                throw new IllegalArgumentException("rule " + number + " names nothing");
            }
            values.computeIfAbsent(kind, k -> new TreeSet<>()).add(value(kind, parts[1], number));
        }
        return new HoldingRules(values);
    }

    /// What people decided in the casebook: whatever carries the tag `privileged`, and the accounts
    /// of persons who are victims. At most 1,000 things with the tag are taken: more than that is
    /// no decision thing by thing, and is refused with a sentence.
    public static HoldingRules of(Casebook casebook) throws IOException {
        List<String> lines = new ArrayList<>();
        List<Mark> marks = casebook.work().marks().listTagged(TAG);
        if (marks.size() >= MOST_TAGGED) {
            throw new IOException(
                    "more than a thousand things carry the tag privileged: write rules instead");
        }
        for (Mark mark : marks) {
            rule(mark.subject()).ifPresent(lines::add);
        }
        for (Person person : casebook.work().persons().list()) {
            if (person.kind() == Person.Kind.VICTIM) {
                for (Person.Part part : person.parts()) {
                    if (part.subject().startsWith("account:")) {
                        lines.add("victim " + part.subject().substring("account:".length()));
                    }
                }
            }
        }
        return of(lines);
    }

    /// The rule for something that was tagged; empty for what no package holds by itself.
    private static Optional<String> rule(String subject) {
        int colon = subject.indexOf(':');
        String value = subject.substring(colon + 1);
        return switch (subject.substring(0, Math.max(0, colon))) {
            case "conversation", "group" -> Optional.of("conversation " + value);
            case "account" -> Optional.of("account " + value);
            case "content" -> Optional.of("content " + value);
            case "item", "file", "document" -> Optional.of("file " + value);
            case "message" -> Optional.of("linked " + value);
            default -> Optional.empty();
        };
    }

    /// These rules and those.
    public HoldingRules and(HoldingRules others) {
        Map<Kind, Set<String>> both = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            Set<String> all = new TreeSet<>(of(kind));
            all.addAll(others.of(kind));
            both.put(kind, all);
        }
        return new HoldingRules(both);
    }

    private static Kind kind(String written, int number) {
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(written.toUpperCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "rule "
                        + number
                        + " starts with \""
                        + written
                        + "\"; known are conversation, account, message, linked, file, content,"
                        + " word, victim");
    }

    private static String value(Kind kind, String written, int number) {
        if (kind == Kind.MESSAGE) {
            String[] parts = written.split("\\s+", -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException(
                        "rule " + number + " needs a conversation and a message key");
            }
            return parts[0] + "\n" + parts[1];
        }
        return Set.of(Kind.CONTENT, Kind.FILE, Kind.LINKED, Kind.WORD).contains(kind)
                ? written.toLowerCase(Locale.ROOT)
                : written;
    }

    /// The rules as lines, as [#of(List)] reads them.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            String word = kind.name().toLowerCase(Locale.ROOT);
            of(kind).forEach(value -> lines.add(word + " " + value.replace('\n', ' ')));
        }
        return lines;
    }

    /// The values of a kind, sorted.
    Set<String> of(Kind kind) {
        return values.getOrDefault(kind, Set.of());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HoldingRules rules && digest().equals(rules.digest());
    }

    @Override
    public int hashCode() {
        return digest().hashCode();
    }

    /// Whether there is no rule.
    public boolean isEmpty() {
        return values.values().stream().allMatch(Set::isEmpty);
    }

    /// SHA-256 over the rules, for the decision: which rules were decided, without what they name.
    String digest() {
        StringBuilder text = new StringBuilder();
        for (Kind kind : Kind.values()) {
            of(kind).forEach(value -> text.append(kind).append('\0').append(value).append('\0'));
        }
        return HexFormat.of()
                .formatHex(
                        BagWriter.sha256()
                                .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /// The values of a kind as rows of SQL, `(SELECT ... AS value)`.
    String sql(Kind kind) {
        Set<String> all = of(kind);
        if (all.isEmpty()) {
            return "SELECT '' AS value WHERE false";
        }
        StringBuilder sql = new StringBuilder("SELECT unnest([");
        String comma = "";
        for (String value : all) {
            sql.append(comma).append('\'').append(value.replace("'", "''")).append('\'');
            comma = ", ";
        }
        return sql.append("]) AS value").toString();
    }
}
