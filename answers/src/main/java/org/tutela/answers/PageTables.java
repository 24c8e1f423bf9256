package org.tutela.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.tutela.facts.Catalog;
import org.tutela.facts.RegisteredSource;
import org.tutela.model.Attachment;
import org.tutela.model.Citation;
import org.tutela.model.LinkedMessage;
import org.tutela.model.Message;

/// Tables that pages ask besides those of the contract: the same rows in the order in which people
/// read them, so that a page finds its rows side by side. Each is a view: on a table of a
/// [KeptFile] where that is made, else on the facts themselves. Both give the same rows; only the
/// time differs.
///
/// `talk` and `who` are hashes of a conversation and of an account. The database tells by a number
/// which part of a table to read, and cannot by the long beginnings that all conversations share: a
/// question names both, the hash to be quick and the text to be right.
enum PageTables {
    /// Linked messages, by conversation and time: `talk`, `micros`, `row_id` and every column of
    /// `linked_message`.
    SAID,
    /// What each source holds of them, in the same order: `talk`, `conversation`, `micros`,
    /// `row_id` (of the linked message), `exhibit`, `source`, `fact`, `text`, `zone`, `forwarded`,
    /// `state`. A file names the message by its place in [#SAID].
    HELD,
    /// Attachments of linked messages: `talk`, `conversation`, `row_id`, `exhibit`, `source`,
    /// `fact`, `name`, `mime`, `size`, `present`.
    CARRIED,
    /// What a linked fact rests on: `row_id`, `fact`, both as they are stored. A file leaves out
    /// the messages of linked messages, most of all citations, for [#HELD] has them.
    GROUND,
    /// What rests on a fact: `row_id` (of the fact) and `linked`, as they are stored.
    RESTS,
    /// How much an account wrote where: `who`, `sender`, `conversation`, `messages`, `first`,
    /// `last`.
    WROTE,
    /// Messages of a conversation by month, as months since year 0: `talk`, `conversation`, `month`
    /// (null where no time is known), `messages`, `alone` (of these, those that one source holds
    /// and no other).
    MONTHS;

    private static final String TALK = "hash(l.conversation) AS talk";
    private static final String MICROS = "coalesce(epoch_us(l.sent), 0) AS micros";
    private static final String OF_HELD =
            "m.source, m.fact, m.text, m.sent_zone_basis AS zone, m.forwarded, m.state";
    private static final String OF_CARRIED = "a.source, a.fact, a.name, a.mime, a.size, a.present";
    private static final String SAME_MESSAGE =
            " ON a.source = m.source AND a.conversation = m.conversation AND a.message_key = m.message_key";

    /// Its name.
    String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Its name in a file.
    private String kept() {
        return KeptFile.SCHEMA + '.' + table();
    }

    /// The statement that makes its view; `kept`: whether a file holds its rows.
    String view(Catalog catalog, List<RegisteredSource> sources, boolean kept) {
        return "CREATE OR REPLACE VIEW main."
                + table()
                + " AS SELECT "
                + shown(sources)
                + " FROM "
                + (kept ? fromFile() : '(' + fromFacts(catalog) + ')')
                + " AS f"
                + (this == HELD || this == CARRIED
                        ? " LEFT JOIN main." + Views.EXHIBITS + " AS e ON e.id = f.source"
                        : "");
    }

    private String fromFile() {
        return this == HELD || this == CARRIED
                ? "(SELECT l.talk, l.conversation, l.micros, l.linked, h.* FROM "
                        + kept()
                        + " h JOIN "
                        + SAID.kept()
                        + " l ON l.rowid = h.place)"
                : kept();
    }

    private String fromFacts(Catalog catalog) {
        String said = said(catalog);
        String held =
                " FROM "
                        + cites(catalog)
                        + " JOIN "
                        + said
                        + " ON l.linked = c.linked JOIN "
                        + messages(catalog)
                        + " ON m.fact = c.fact";
        String message = "SELECT " + TALK + ", l.conversation, " + MICROS + ", l.linked, ";
        return switch (this) {
            case SAID -> "SELECT " + TALK + ", " + MICROS + ", l.* FROM " + said;
            case HELD -> message + OF_HELD + held;
            case CARRIED ->
                    message + OF_CARRIED + held + " JOIN " + attachments(catalog) + SAME_MESSAGE;
            case GROUND, RESTS -> "SELECT c.linked, c.fact FROM " + cites(catalog);
            case WROTE -> wrote(said);
            case MONTHS -> months(said);
        };
    }

    /// The statements that make the tables of a file, one after the other: no step holds more than
    /// one large table together with another, so that little memory is enough.
    static List<String> make(Catalog catalog) {
        String said = SAID.kept() + " AS l";
        List<String> all = new ArrayList<>();
        all.add(into(SAID) + SAID.fromFacts(catalog) + " ORDER BY talk, micros, l.linked");
        all.add(
                "CREATE TEMP TABLE cited AS SELECT l.rowid AS place, c.fact FROM "
                        + cites(catalog)
                        + " JOIN "
                        + said
                        + " ON l.linked = c.linked");
        all.add(
                into(HELD)
                        + "SELECT p.place, "
                        + OF_HELD
                        + " FROM cited p JOIN "
                        + messages(catalog)
                        + " ON m.fact = p.fact ORDER BY p.place, m.source, m.fact");
        all.add(
                into(CARRIED)
                        + "SELECT p.place, "
                        + OF_CARRIED
                        + " FROM "
                        + attachments(catalog)
                        + " JOIN "
                        + messages(catalog)
                        + SAME_MESSAGE
                        + " JOIN cited p ON p.fact = m.fact ORDER BY p.place, a.source, a.name");
        all.add(
                into(GROUND)
                        + "SELECT c.linked, c.fact FROM "
                        + cites(catalog)
                        + " ANTI JOIN "
                        + said
                        + " ON l.linked = c.linked UNION ALL SELECT l.linked, p.fact FROM (SELECT p.* FROM cited p"
                        + " ANTI JOIN "
                        + HELD.kept()
                        + " h ON h.fact = p.fact) p JOIN "
                        + said
                        + " ON l.rowid = p.place ORDER BY linked, fact");
        all.add("DROP TABLE cited");
        all.add(into(RESTS) + RESTS.fromFacts(catalog) + " ORDER BY c.fact, c.linked");
        all.add(into(WROTE) + wrote(said) + " ORDER BY who, l.sender, l.conversation");
        all.add(into(MONTHS) + months(said) + " ORDER BY talk, l.conversation, month");
        return all;
    }

    private static String into(PageTables table) {
        return "CREATE TABLE " + table.kept() + " AS ";
    }

    private static String said(Catalog catalog) {
        return Views.stored(LinkedMessage.TABLE, catalog) + " AS l";
    }

    private static String cites(Catalog catalog) {
        return Views.stored(Citation.TABLE, catalog) + " AS c";
    }

    private static String messages(Catalog catalog) {
        return Views.stored(Message.TABLE, catalog) + " AS m";
    }

    private static String attachments(Catalog catalog) {
        return Views.stored(Attachment.TABLE, catalog) + " AS a";
    }

    private static String wrote(String said) {
        return "SELECT hash(l.sender) AS who, l.sender, l.conversation, count(*)::BIGINT AS messages,"
                + " min(l.sent) AS first, max(l.sent) AS last FROM "
                + said
                + " WHERE l.kind <> 'SYSTEM' AND l.sender IS NOT NULL GROUP BY l.sender, l.conversation";
    }

    private static String months(String said) {
        return "SELECT "
                + TALK
                + ", l.conversation, (year(l.sent) * 12 + month(l.sent) - 1)::BIGINT AS month,"
                + " count(*)::BIGINT AS messages, count(*) FILTER (l.devices = 1)::BIGINT AS alone FROM "
                + said
                + " GROUP BY l.conversation, month";
    }

    private String shown(List<RegisteredSource> sources) {
        String source = "e.exhibit, lower(hex(f.source)) AS source";
        return switch (this) {
            case SAID ->
                    "f.talk, f.micros, f.linked AS row_id, "
                            + Views.expressions(Views.columns(LinkedMessage.TABLE, sources));
            case HELD ->
                    "f.talk, f.conversation, f.micros, f.linked AS row_id, "
                            + source
                            + ", lower(hex(f.fact)) AS fact, f.text, f.zone, f.forwarded, f.state";
            case CARRIED ->
                    "f.talk, f.conversation, f.linked AS row_id, "
                            + source
                            + ", lower(hex(f.fact)) AS fact, f.name, f.mime, f.size, f.present";
            case GROUND -> "f.linked AS row_id, f.fact";
            case RESTS -> "f.fact AS row_id, f.linked";
            case WROTE, MONTHS -> "f.*";
        };
    }

    /// The statements that make what a schema of [NeedToKnow] has of these, from its own tables and
    /// from those of `main`, where that comes to the same.
    static Stream<String> known(String schema, String saidHere) {
        String said = schema + ".said AS l";
        return Stream.of(
                saidHere,
                cut(schema, HELD),
                cut(schema, CARRIED),
                view(schema, GROUND)
                        + "SELECT unhex(c.linked) AS row_id, unhex(c.fact) AS fact FROM "
                        + schema
                        + ".cites c",
                view(schema, RESTS)
                        + "SELECT unhex(c.fact) AS row_id, unhex(c.linked) AS linked FROM "
                        + schema
                        + ".cites c",
                table(schema, WROTE) + wrote(said),
                table(schema, MONTHS) + months(said));
    }

    private static String cut(String schema, PageTables table) {
        return view(schema, table)
                + "SELECT * FROM main."
                + table.table()
                + " WHERE source IN (SELECT source FROM "
                + schema
                + ".known_source)";
    }

    private static String table(String schema, PageTables table) {
        return "CREATE TABLE " + schema + '.' + table.table() + " AS ";
    }

    private static String view(String schema, PageTables table) {
        return "CREATE VIEW " + schema + '.' + table.table() + " AS ";
    }
}
