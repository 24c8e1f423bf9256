package org.tutela.answers.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.tutela.facts.Blobs;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Catalog;
import org.tutela.facts.FactFile;
import org.tutela.facts.FactReader;
import org.tutela.model.Account;
import org.tutela.model.Contact;
import org.tutela.model.Conversation;
import org.tutela.model.DocumentText;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;
import org.tutela.model.Id;
import org.tutela.model.Item;
import org.tutela.model.Message;
import org.tutela.model.Timestamp;

/// Writes the index of one source out of its facts. One document per piece of text; rows are read
/// one after the other, so that memory does not grow with the source.
final class SourceIndexer {
    /// The tables that are read.
    static final List<FactTable<? extends Fact>> TABLES =
            List.of(
                    Message.TABLE,
                    Item.TABLE,
                    DocumentText.TABLE,
                    Account.TABLE,
                    Contact.TABLE,
                    Conversation.TABLE);

    private static final double BUFFER_MEGABYTES = 48;
    private static final int KEYS_ALONE = 12;
    private static final int SHORTEST_NUMBER = 6;
    private static final int LONGEST_NUMBER = 15;
    private static final int PATHS = 100_000;

    private final CaseFolder folder;
    private final Catalog catalog;
    private final Id source;
    private final BooleanSupplier goOn;
    private final Map<Id, String> paths = new HashMap<>();

    /// Of a source as a catalog has it; stops at the next row where `goOn` says no.
    SourceIndexer(CaseFolder folder, Catalog catalog, Id source, BooleanSupplier goOn) {
        this.folder = folder;
        this.catalog = catalog;
        this.source = source;
        this.goOn = goOn;
    }

    /// Writes into an empty folder; false where it was stopped.
    boolean write(Path into) throws IOException {
        IndexWriterConfig how =
                new IndexWriterConfig(new Folding())
                        .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
                        .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                        .setUseCompoundFile(false)
                        .setMergeScheduler(new SerialMergeScheduler())
                        .setCommitOnClose(false);
        try (FSDirectory directory = FSDirectory.open(into);
                IndexWriter writer = new IndexWriter(directory, how)) {
            boolean whole =
                    each(DocumentText.TABLE, this::expect)
                            && each(Item.TABLE, row -> item(writer, row))
                            && each(Message.TABLE, row -> message(writer, row))
                            && each(DocumentText.TABLE, row -> document(writer, row))
                            && each(Account.TABLE, row -> account(writer, row))
                            && each(Contact.TABLE, row -> contact(writer, row))
                            && each(Conversation.TABLE, row -> conversation(writer, row));
            if (whole) {
                writer.forceMerge(1);
                writer.commit();
            }
            return whole;
        }
    }

    /// What is done with a row.
    private interface Taken<F> {
        void take(F row) throws IOException;
    }

    private <F extends Fact> boolean each(FactTable<F> table, Taken<F> taken) throws IOException {
        for (FactFile file : catalog.files(table, source)) {
            try (FactReader<F> reader = FactReader.open(table, file)) {
                while (reader.next()) {
                    if (!goOn.getAsBoolean()) {
                        return false;
                    }
                    taken.take(reader.row());
                }
            }
        }
        return true;
    }

    /// The path of this document is shown with its text; of the first [#PATHS] documents, that is.
    private void expect(DocumentText row) {
        if (paths.size() < PATHS) {
            paths.put(row.seen().item(), "");
        }
    }

    private void message(IndexWriter writer, Message row) throws IOException {
        String text = row.text();
        if (text == null) {
            return;
        }
        // A long key is unique by itself, and one message of a direct chat stands under two names;
        // a short one counts within its conversation.
        String within = row.messageKey().length() < KEYS_ALONE ? row.conversation() : "";
        Head head =
                new Head(
                        PlaceKind.MESSAGE,
                        Fields.key(
                                PlaceKind.MESSAGE, row.service(), within, row.messageKey(), text),
                        row.seen().fact(),
                        micros(row.sent()));
        String sender = row.sender();
        for (String piece : Fields.pieces(text)) {
            Document document = head.document(source, piece);
            conversation(document, row.conversation());
            if (sender != null) {
                account(document, sender);
            }
            if (row.fromOwner()) {
                document.add(new StringField(Fields.OWNER, "1", Field.Store.YES));
            }
            writer.addDocument(document);
        }
    }

    private void item(IndexWriter writer, Item row) throws IOException {
        paths.computeIfPresent(row.seen().item(), (item, before) -> row.path());
        Head head =
                new Head(
                        PlaceKind.FILE,
                        row.seen().fact().high(),
                        row.seen().fact(),
                        micros(row.modified()));
        for (String piece : Fields.pieces(row.path())) {
            writer.addDocument(head.document(source, piece));
        }
    }

    private void document(IndexWriter writer, DocumentText row) throws IOException {
        Head head =
                new Head(
                        PlaceKind.TEXT,
                        Fields.key(PlaceKind.TEXT, row.blob().toString()),
                        row.seen().fact(),
                        null);
        String path = paths.getOrDefault(row.seen().item(), "");
        String names = join(row.title(), row.author());
        String text =
                Blobs.open(folder)
                        .find(source, row.blob())
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .orElse("");
        for (List<String> pieces : List.of(Fields.pieces(names), Fields.pieces(text))) {
            for (String piece : pieces) {
                Document document = head.document(source, piece);
                document.add(new StoredField(Fields.PATH, path));
                writer.addDocument(document);
            }
        }
    }

    private void account(IndexWriter writer, Account row) throws IOException {
        name(writer, row.seen().fact(), row.account(), join(row.displayName(), row.handle()));
    }

    private void contact(IndexWriter writer, Contact row) throws IOException {
        name(writer, row.seen().fact(), row.account(), join(row.displayName(), row.number()));
    }

    private void name(IndexWriter writer, Id fact, String account, String name) throws IOException {
        String id = account.substring(account.indexOf(':') + 1);
        String text = name.isEmpty() ? id : name + " · " + id;
        Head head = new Head(PlaceKind.NAME, Fields.key(PlaceKind.NAME, account, name), fact, null);
        for (String piece : Fields.pieces(text)) {
            Document document = head.document(source, piece);
            account(document, account);
            for (String number : numbers(text)) {
                document.add(new Field(Fields.TEXT, number, Fields.WORDS));
            }
            writer.addDocument(document);
        }
    }

    private void conversation(IndexWriter writer, Conversation row) throws IOException {
        String subject = row.subject();
        if (subject == null) {
            return;
        }
        Head head =
                new Head(
                        PlaceKind.GROUP,
                        Fields.key(PlaceKind.GROUP, row.conversation(), subject),
                        row.seen().fact(),
                        micros(row.created()));
        for (String piece : Fields.pieces(subject)) {
            Document document = head.document(source, piece);
            conversation(document, row.conversation());
            writer.addDocument(document);
        }
    }

    private static void conversation(Document document, String id) {
        String term = Fields.term(id);
        document.add(new StringField(Fields.CONVERSATION, term, Field.Store.YES));
        document.add(new SortedDocValuesField(Fields.CONVERSATION, new BytesRef(term)));
    }

    private static void account(Document document, String id) {
        document.add(new StringField(Fields.ACCOUNT, Fields.term(id), Field.Store.YES));
    }

    /// The digits of each number in a text, and their endings: `+44 7700 900123` is found as
    /// `07700900123` too.
    static List<String> numbers(String text) {
        List<String> numbers = new ArrayList<>();
        for (String part : text.split("[^0-9+() .-]+", 16)) {
            String digits = part.replaceAll("[^0-9]", "");
            if (digits.length() >= SHORTEST_NUMBER && digits.length() <= LONGEST_NUMBER) {
                for (int i = 0; i + SHORTEST_NUMBER <= digits.length(); i++) {
                    numbers.add(digits.substring(i));
                }
            }
        }
        return numbers;
    }

    private static String join(@Nullable String one, @Nullable String other) {
        String first = one == null ? "" : one;
        String second = other == null ? "" : other;
        return first.isEmpty() || second.isEmpty() ? first + second : first + " · " + second;
    }

    private static @Nullable Long micros(@Nullable Timestamp time) {
        return time == null ? null : time.micros();
    }

    /// What all pieces of a text share.
    private record Head(PlaceKind kind, long key, Id fact, @Nullable Long micros) {
        Document document(Id source, String piece) {
            Document document = new Document();
            document.add(new Field(Fields.TEXT, piece, Fields.WORDS));
            document.add(new StoredField(Fields.SHOWN, piece));
            document.add(
                    new StringField(Fields.KIND, Integer.toString(kind.code()), Field.Store.NO));
            document.add(new NumericDocValuesField(Fields.KIND, kind.code()));
            document.add(new LongField(Fields.KEY, key, Field.Store.NO));
            document.add(new StringField(Fields.SOURCE, source.toString(), Field.Store.YES));
            document.add(new StoredField(Fields.FACT, fact.toBytes()));
            Long time = micros;
            if (time != null) {
                document.add(new LongField(Fields.TIME, time, Field.Store.YES));
            }
            return document;
        }
    }
}
