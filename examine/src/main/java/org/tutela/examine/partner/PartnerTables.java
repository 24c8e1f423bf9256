package org.tutela.examine.partner;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.EvidenceException;
import org.tutela.examine.Examination;
import org.tutela.examine.OpenItem;
import org.tutela.examine.Recorder;
import org.tutela.model.Account;
import org.tutela.model.Address;
import org.tutela.model.Attachment;
import org.tutela.model.Conversation;
import org.tutela.model.ConversationKind;
import org.tutela.model.Digest;
import org.tutela.model.FoundIn;
import org.tutela.model.MatchKind;
import org.tutela.model.MembershipChange;
import org.tutela.model.MembershipEvent;
import org.tutela.model.Message;
import org.tutela.model.MessageKind;
import org.tutela.model.MessageState;
import org.tutela.model.StatedFile;
import org.tutela.model.StatedMatch;
import org.tutela.model.Timestamp;

/// States the tables of a partner's package as facts: accounts that are named, groups, memberships,
/// messages, attachments, files with their digests, their matches with lists. A pseudonym of the
/// package is never an account: a message whose sender has one is stated without a sender, a
/// membership of one is not stated; the package's own table still has it, at the row that a fact
/// names. Conversations under a pseudonym are not stated.
///
/// Only tables that lie directly in the source are read (`bag/data/tables/…`), as the source itself
/// was verified as a package; a package inside of some evidence is just files.
public final class PartnerTables implements Examination {
    private static final Pattern TABLE =
            Pattern.compile(
                    "bag/data/tables/(accounts|groups|memberships|messages|attachments|files|matches)\\.csv");

    /// The service's name, and the service's own id.
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*:.+");

    /// Without these columns a table tells nothing.
    private static final Map<String, List<String>> KEYS =
            Map.of(
                    "accounts", List.of("account"),
                    "groups", List.of("conversation"),
                    "memberships", List.of("conversation", "account"),
                    "messages", List.of("conversation", "message_key"),
                    "attachments", List.of("conversation", "message_key"),
                    "files", List.of("item", "sha256"),
                    "matches", List.of("item", "list"));

    private static final String BASIS = "PARTNER";

    /// Ready to use.
    public PartnerTables() {}

    @Override
    public String name() {
        return "partner";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public boolean wants(OpenItem item) {
        return item.address().steps().size() == 2 && TABLE.matcher(item.path()).matches();
    }

    @Override
    public void examine(OpenItem item, Recorder out) throws IOException {
        String table = item.name().substring(0, item.name().indexOf('.'));
        CsvRows rows = CsvRows.open(item.bytes());
        if (!rows.has(KEYS.getOrDefault(table, List.of()))) {
            throw new EvidenceException(
                    EvidenceException.Flaw.MALFORMED,
                    "EX-0302",
                    "is a table of a partner without the columns "
                            + String.join(", ", KEYS.getOrDefault(table, List.of()))
                            + ": nothing of it is read",
                    0);
        }
        boolean told = false;
        boolean more = true;
        while (more) {
            try {
                CsvRows.@Nullable Row row = rows.next();
                more = row != null;
                if (row != null) {
                    state(table, row, item.address().row(table, row.number()), out);
                }
            } catch (EvidenceException flaw) {
                // One problem tells of all rows that are too long; the others are read. What ends
                // the reading is told in any case.
                more = flaw.flaw() == EvidenceException.Flaw.LIMIT_REACHED;
                if (!told || !more) {
                    out.problem(item.address(), flaw);
                    told = true;
                }
            }
        }
    }

    private static void state(String table, CsvRows.Row row, Address place, Recorder out)
            throws IOException {
        switch (table) {
            case "accounts" -> account(row, place, out);
            case "groups" -> conversation(row, place, out);
            case "memberships" -> membership(row, place, out);
            case "messages" -> message(row, place, out);
            case "files" -> file(row, place, out);
            case "matches" -> match(row, place, out);
            default -> attachment(row, place, out);
        }
    }

    private static void account(CsvRows.Row row, Address place, Recorder out) throws IOException {
        String account = row.text("account");
        if (isKey(account)) {
            out.record(
                    Account.TABLE,
                    place,
                    seen ->
                            new Account(
                                    seen,
                                    serviceOf(account),
                                    account,
                                    row.some("handle"),
                                    row.some("display_name"),
                                    false,
                                    BASIS));
        }
    }

    private static void conversation(CsvRows.Row row, Address place, Recorder out)
            throws IOException {
        String conversation = row.text("conversation");
        if (isKey(conversation)) {
            ConversationKind kind =
                    choice(ConversationKind.class, row.text("kind"), ConversationKind.GROUP);
            out.record(
                    Conversation.TABLE,
                    place,
                    seen ->
                            new Conversation(
                                    seen,
                                    serviceOf(conversation),
                                    conversation,
                                    kind,
                                    row.some("subject"),
                                    null,
                                    null,
                                    null));
        }
    }

    private static void membership(CsvRows.Row row, Address place, Recorder out)
            throws IOException {
        String conversation = row.text("conversation");
        if (!isKey(conversation) || !isKey(row.text("account"))) {
            return;
        }
        MembershipChange joined =
                !row.text("joined_precision").equals("EXACT")
                        ? MembershipChange.PRESENT
                        : switch (row.text("how")) {
                            case "CREATED" -> MembershipChange.CREATED;
                            case "LINK" -> MembershipChange.JOINED_BY_LINK;
                            default -> MembershipChange.ADDED;
                        };
        event(row, place, joined, time(row.text("joined")), out);
        if (row.text("left_precision").equals("EXACT") && !row.text("left").isEmpty()) {
            event(row, place, MembershipChange.LEFT, time(row.text("left")), out);
        }
    }

    private static void event(
            CsvRows.Row row,
            Address place,
            MembershipChange change,
            @Nullable Timestamp at,
            Recorder out)
            throws IOException {
        String actor = row.text("actor");
        out.record(
                MembershipEvent.TABLE,
                place,
                seen ->
                        new MembershipEvent(
                                seen,
                                serviceOf(row.text("conversation")),
                                row.text("conversation"),
                                row.text("account"),
                                change,
                                isKey(actor) && change != MembershipChange.LEFT ? actor : null,
                                false,
                                at,
                                null,
                                null,
                                null));
    }

    private static void message(CsvRows.Row row, Address place, Recorder out) throws IOException {
        String conversation = row.text("conversation");
        if (!isKey(conversation) || row.text("message_key").isEmpty()) {
            return;
        }
        String sender = row.text("sender");
        String text = row.some("text");
        out.record(
                Message.TABLE,
                place,
                seen ->
                        new Message(
                                seen,
                                serviceOf(conversation),
                                conversation,
                                row.text("message_key"),
                                isKey(sender) ? sender : null,
                                false,
                                time(row.text("sent")),
                                null,
                                choice(MessageKind.class, row.text("kind"), MessageKind.OTHER),
                                text,
                                false,
                                null,
                                null,
                                MessageState.LIVE,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null));
        if (text != null) {
            out.text(place, FoundIn.MESSAGE, text);
        }
    }

    private static void attachment(CsvRows.Row row, Address place, Recorder out)
            throws IOException {
        String conversation = row.text("conversation");
        String sha256 = row.text("sha256");
        if (isKey(conversation) && !row.text("message_key").isEmpty()) {
            out.record(
                    Attachment.TABLE,
                    place,
                    seen ->
                            new Attachment(
                                    seen,
                                    conversation,
                                    row.text("message_key"),
                                    row.some("name"),
                                    row.some("mime"),
                                    number(row.text("size")),
                                    digest(sha256, 32),
                                    null,
                                    null,
                                    false));
        }
    }

    private static void file(CsvRows.Row row, Address place, Recorder out) throws IOException {
        if (row.text("item").isEmpty()) {
            return;
        }
        out.record(
                StatedFile.TABLE,
                place,
                seen ->
                        new StatedFile(
                                seen,
                                row.text("exhibit"),
                                row.text("item"),
                                row.text("path"),
                                number(row.text("size")),
                                row.some("mime"),
                                digest(row.text("md5"), 16),
                                digest(row.text("sha1"), 20),
                                digest(row.text("sha256"), 32)));
    }

    private static void match(CsvRows.Row row, Address place, Recorder out) throws IOException {
        Long distance = number(row.text("distance"));
        if (row.text("item").isEmpty() || row.text("list").isEmpty()) {
            return;
        }
        out.record(
                StatedMatch.TABLE,
                place,
                seen ->
                        new StatedMatch(
                                seen,
                                row.text("item"),
                                row.text("list"),
                                choice(MatchKind.class, row.text("match"), MatchKind.SIMILAR),
                                distance == null ? 0 : distance,
                                row.some("category"),
                                row.some("scheme")));
    }

    /// A digest in hex; null where the text is none of that many bytes.
    private static @Nullable Digest digest(String hex, int bytes) {
        return hex.length() == 2 * bytes && hex.matches("[0-9a-f]+") ? Digest.parse(hex) : null;
    }

    private static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    private static String serviceOf(String key) {
        return key.substring(0, key.indexOf(':'));
    }

    private static @Nullable Long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.valueOf(text) : null;
    }

    private static @Nullable Timestamp time(String text) {
        try {
            return text.isEmpty()
                    ? null
                    : Timestamp.withOffset(
                            ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text)),
                            Timestamp.Encoding.ISO_8601);
        } catch (DateTimeException | ArithmeticException e) {
            // A partner's time that is none is left out, as the row itself still tells it.
            return null;
        }
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String text, E other) {
        String wanted = text.toUpperCase(Locale.ROOT);
        return List.of(type.getEnumConstants()).stream()
                .filter(each -> each.name().equals(wanted))
                .findFirst()
                .orElse(other);
    }
}
