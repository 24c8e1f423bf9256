package org.tutela.link;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Account;
import org.tutela.model.AccountEdge;
import org.tutela.model.Attachment;
import org.tutela.model.Column;
import org.tutela.model.Contact;
import org.tutela.model.Content;
import org.tutela.model.Conversation;
import org.tutela.model.ConversationKind;
import org.tutela.model.Digest;
import org.tutela.model.EdgeKind;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;
import org.tutela.model.FactTables;
import org.tutela.model.FoundIn;
import org.tutela.model.Id;
import org.tutela.model.LinkedFact;
import org.tutela.model.MembershipChange;
import org.tutela.model.MembershipEvent;
import org.tutela.model.Mention;
import org.tutela.model.MentionKind;
import org.tutela.model.Message;
import org.tutela.model.MessageKind;
import org.tutela.model.MessageState;
import org.tutela.model.Row;
import org.tutela.model.Seen;
import org.tutela.model.Timestamp;
import org.tutela.model.VisualHash;

/// Facts of made-up devices, held in memory. Times are seconds.
public final class World implements Tables {
    /// WhatsApp's ids of made-up people.
    public static final String ANA = "whatsapp:34999000001@s.whatsapp.net";

    public static final String BEN = "whatsapp:442079460002@s.whatsapp.net";
    public static final String CAM = "whatsapp:33639980003@s.whatsapp.net";
    public static final String DEE = "whatsapp:4500000004@s.whatsapp.net";
    public static final String BEN_LID = "whatsapp:200000000000002@lid";
    public static final String TEAM = "whatsapp:120363000000000001@g.us";
    public static final String CAKES = "whatsapp:120363000000000002@g.us";

    private final Map<Class<?>, Map<String, List<Row>>> facts = new LinkedHashMap<>();
    private final Map<Class<?>, List<LinkedFact>> linked = new LinkedHashMap<>();

    /// A device of this world; the same name gives the same device.
    public Device device(String name) {
        return new Device(Id.of("device", name));
    }

    /// Every fact's id.
    public List<Id> factIds() {
        return facts.values().stream()
                .flatMap(each -> each.values().stream())
                .flatMap(List::stream)
                .map(row -> ((Fact) row).seen().fact())
                .toList();
    }

    /// Gives every fact with its source.
    public void each(FactConsumer out) throws java.io.IOException {
        for (var bySource : facts.values()) {
            for (var rows : bySource.entrySet()) {
                for (Row row : rows.getValue()) {
                    out.fact(Id.parse(rows.getKey()), (Fact) row);
                }
            }
        }
    }

    /// Takes facts.
    @FunctionalInterface
    public interface FactConsumer {
        /// Takes one.
        void fact(Id source, Fact fact) throws java.io.IOException;
    }

    /// Only what some devices hold.
    public World only(String... devices) {
        List<String> sources =
                List.of(devices).stream().map(name -> Id.of("device", name).toString()).toList();
        World less = new World();
        facts.forEach((table, bySource) ->
                bySource.forEach((source, rows) -> {
                    if (sources.contains(source)) {
                        less.rows(table, source).addAll(rows);
                    }
                }));
        return less;
    }

    /// The same facts in another order.
    public World shuffled(long seed) {
        Random random = new Random(seed);
        World other = new World();
        facts.forEach((table, bySource) -> {
            List<String> sources = new ArrayList<>(bySource.keySet());
            Collections.shuffle(sources, random);
            for (String source : sources) {
                List<Row> rows = new ArrayList<>(bySource.getOrDefault(source, List.of()));
                Collections.shuffle(rows, random);
                other.rows(table, source).addAll(rows);
            }
        });
        return other;
    }

    /// Puts linked facts in the place of a linked table.
    public void replace(Class<? extends LinkedFact> table, List<LinkedFact> rows) {
        linked.put(table, List.copyOf(rows));
    }

    /// The rows of a linked table.
    public <L extends LinkedFact> List<L> linked(Class<L> table) {
        return linked.getOrDefault(table, List.of()).stream().map(table::cast).toList();
    }

    @Override
    public <F extends Row> List<Part<F>> parts(Class<F> table) {
        if (LinkedFact.class.isAssignableFrom(table)) {
            return List.of(
                    new MemoryPart<>(table, "linked", linked.getOrDefault(table, List.of())));
        }
        List<Part<F>> parts = new ArrayList<>();
        facts.getOrDefault(table, Map.of())
                .forEach((source, rows) -> parts.add(new MemoryPart<>(table, source, rows)));
        return parts;
    }

    private List<Row> rows(Class<?> table, String source) {
        return facts.computeIfAbsent(table, key -> new LinkedHashMap<>())
                .computeIfAbsent(source, key -> new ArrayList<>());
    }

    private record MemoryPart<F extends Row>(Class<F> table, String owner, List<? extends Row> rows)
            implements Part<F> {
        @Override
        public String digest() {
            return Id.of(rows.stream().map(Object::toString).sorted().collect(Collectors.joining()))
                    .toString();
        }

        @Override
        public void read(RowConsumer<F> out) throws java.io.IOException {
            for (Row row : rows) {
                out.row(table.cast(row));
            }
        }

        /// Columns that a step does not ask for are blank: one that looks at them all the same
        /// gives something else than with whole rows.
        @Override
        public void read(Set<String> columns, RowConsumer<F> out) throws java.io.IOException {
            FactTable<F> described = FactTables.of(table);
            @Nullable Object[] values = new @Nullable Object[described.columns().size()];
            for (Row row : rows) {
                for (int i = 0; i < values.length; i++) {
                    Column<F> column = described.columns().get(i);
                    values[i] =
                            columns.contains(column.name())
                                    ? column.get().apply(table.cast(row))
                                    : described.blank(i);
                }
                out.row(described.read(values));
            }
        }
    }

    /// Microseconds of a second.
    public static long at(long seconds) {
        return seconds * 1_000_000;
    }

    /// States facts as the examinations of one device do.
    public final class Device {
        private final Id source;
        private final Id item;
        private int number;

        private Device(Id source) {
            this.source = source;
            this.item = Id.of(source.toString(), "msgstore.db");
        }

        /// The source id in hexadecimal.
        public String source() {
            return source.toString();
        }

        /// The device's own account.
        public Device owner(String account) {
            return account(account, null, true, "registration_jid");
        }

        /// An account with its name.
        public Device account(String account, @Nullable String name) {
            return account(account, name, false, "jid");
        }

        /// An account, fully.
        public Device account(String account, @Nullable String name, boolean owner, String basis) {
            return add(
                    Account.TABLE,
                    seen -> new Account(seen, "whatsapp", account, null, name, owner, basis));
        }

        /// A contact.
        public Device contact(String account, String name) {
            return add(Contact.TABLE, seen -> new Contact(seen, "whatsapp", account, name, null));
        }

        /// Two identifiers that belong together.
        public Device edge(String account, String other, EdgeKind kind, long at) {
            return add(
                    AccountEdge.TABLE,
                    seen ->
                            new AccountEdge(
                                    seen,
                                    "whatsapp",
                                    account,
                                    other,
                                    kind,
                                    Timestamp.unixSeconds(at)));
        }

        /// A group.
        public Device group(String conversation, String subject) {
            return add(
                    Conversation.TABLE,
                    seen ->
                            new Conversation(
                                    seen,
                                    "whatsapp",
                                    conversation,
                                    ConversationKind.GROUP,
                                    subject,
                                    null,
                                    null,
                                    null));
        }

        /// A direct conversation with another account.
        public Device direct(String partner) {
            return add(
                    Conversation.TABLE,
                    seen ->
                            new Conversation(
                                    seen,
                                    "whatsapp",
                                    with(partner),
                                    ConversationKind.DIRECT,
                                    null,
                                    null,
                                    null,
                                    partner));
        }

        /// The id under which a device knows a direct conversation.
        public String with(String partner) {
            return "whatsapp:?+" + AccountIds.own(partner);
        }

        /// Something that happened in a group; the account and the actor are null for the owner.
        public Device event(
                String conversation,
                MembershipChange event,
                @Nullable String account,
                @Nullable String actor,
                long at) {
            return add(
                    MembershipEvent.TABLE,
                    seen ->
                            new MembershipEvent(
                                    seen,
                                    "whatsapp",
                                    conversation,
                                    account,
                                    event,
                                    actor,
                                    false,
                                    at == 0 ? null : Timestamp.unixSeconds(at),
                                    null,
                                    null,
                                    null));
        }

        /// A text message; the sender is null for the owner.
        public Device text(
                String conversation, String key, @Nullable String sender, long at, String text) {
            return message(
                    conversation,
                    key,
                    sender,
                    at,
                    new Body(text, MessageState.LIVE, MessageKind.TEXT, null, null));
        }

        /// A message, fully.
        public Device message(
                String conversation, String key, @Nullable String sender, long at, Body body) {
            return add(
                    Message.TABLE,
                    seen ->
                            new Message(
                                    seen,
                                    "whatsapp",
                                    conversation,
                                    key,
                                    sender,
                                    sender == null,
                                    Timestamp.unixSeconds(at),
                                    null,
                                    body.kind,
                                    body.text,
                                    false,
                                    null,
                                    null,
                                    body.state,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    body.invite,
                                    body.leadsTo));
        }

        /// An attachment of a message.
        public Device attachment(String conversation, String key, Digest sha256) {
            return add(
                    Attachment.TABLE,
                    seen ->
                            new Attachment(
                                    seen,
                                    conversation,
                                    key,
                                    "a.jpg",
                                    "image/jpeg",
                                    10L,
                                    sha256,
                                    null,
                                    null,
                                    true));
        }

        /// An invite that a finder saw in the last message or, with another kind of text,
        /// elsewhere.
        public Device invite(String invite, FoundIn foundIn) {
            return add(
                    Mention.TABLE,
                    seen ->
                            new Mention(
                                    foundIn == FoundIn.MESSAGE ? atLast(seen) : seen,
                                    MentionKind.INVITE,
                                    invite,
                                    foundIn,
                                    0,
                                    1,
                                    invite));
        }

        /// A picture with its hash.
        public Device picture(Digest sha256, Digest hash) {
            Id picture = Id.of(source.toString(), sha256.toString());
            add(
                    Content.TABLE,
                    seen ->
                            new Content(
                                    of(seen, picture),
                                    Digest.of(new byte[16]),
                                    Digest.of(new byte[20]),
                                    sha256,
                                    10));
            return add(
                    VisualHash.TABLE,
                    seen -> new VisualHash(of(seen, picture), "PDQ", hash, 90, 0));
        }

        private Seen atLast(Seen seen) {
            return new Seen(
                    source, item, "address " + source + " " + (number - 1), "find", 1, seen.fact());
        }

        private Seen of(Seen seen, Id picture) {
            return new Seen(source, picture, seen.address(), "test", 1, seen.fact());
        }

        private <F extends Fact> Device add(FactTable<F> table, Function<Seen, F> fact) {
            List<Row> rows = rows(table.rows(), source.toString());
            number = Math.max(number, count()) + 1;
            String address = "address " + source + " " + number;
            Seen seen = new Seen(source, item, address, "test", 1, Id.of(table.name(), address));
            rows.add(fact.apply(seen));
            return this;
        }

        private int count() {
            return facts.values().stream()
                    .mapToInt(each -> each.getOrDefault(source.toString(), List.of()).size())
                    .sum();
        }
    }

    /// What a message is.
    ///
    /// @param text its text
    /// @param state its state
    /// @param kind its kind
    /// @param invite an invite that it carries
    /// @param leadsTo where that leads
    public record Body(
            @Nullable String text,
            MessageState state,
            MessageKind kind,
            @Nullable String invite,
            @Nullable String leadsTo) {}

    /// Every table with its rows as text, sorted: equal text, equal linking.
    public String text() {
        Map<String, List<String>> lines = new TreeMap<>();
        linked.forEach((table, rows) ->
                lines.put(
                        FactTables.of(table.asSubclass(LinkedFact.class)).name(),
                        rows.stream().map(Object::toString).toList()));
        return lines.entrySet().stream()
                .map(each -> each.getKey() + "\n  " + String.join("\n  ", each.getValue()))
                .collect(Collectors.joining("\n"));
    }
}
