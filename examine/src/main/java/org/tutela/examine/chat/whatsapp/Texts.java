package org.tutela.examine.chat.whatsapp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tutela.examine.chat.ChatRow;
import org.tutela.examine.chat.Select;
import org.tutela.model.Address;
import org.tutela.model.Conversation;
import org.tutela.model.ConversationKind;
import org.tutela.model.FoundIn;

/// Gives all other text to the finders: link previews, contact cards, polls, places, drafts, names.
///
/// Text of a table that hangs on messages is given at the row of its *message*, so that a link in a
/// preview or a number in a card is a mention of that message, with its sender and time.
final class Texts {

    /// A table with text.
    ///
    /// @param name the table
    /// @param ofMessage whether its `message_row_id` names the message it belongs to
    /// @param foundIn what kind of text
    /// @param columns columns with text
    private record Table(String name, boolean ofMessage, FoundIn foundIn, List<String> columns) {}

    private static final List<Table> TABLES =
            List.of(
                    message("message_text", "description", "page_title", "url"),
                    message("message_vcard", "vcard"),
                    message("message_poll_option", "option_name"),
                    message("message_location", "place_name", "place_address", "url"),
                    message(
                            "message_event",
                            "name",
                            "description",
                            "join_link",
                            "location_name",
                            "location_address"),
                    message(
                            "message_ui_elements",
                            "element_content",
                            "description",
                            "footer_text",
                            "button_text"),
                    message("message_product", "title", "description", "url", "body", "footer"),
                    message("message_order", "order_title", "message"),
                    message("message_media", "raw_transcription_text", "accessibility_label"),
                    message("url_tracking_map_element", "original_url"),
                    message("message_system_value_change", "old_data"),
                    new Table("message_mentions", true, FoundIn.NAME, List.of("display_name")),
                    new Table("message_group_invite", true, FoundIn.NAME, List.of("group_name")),
                    new Table(
                            "message_newsletter_admin_invite",
                            true,
                            FoundIn.NAME,
                            List.of("newsletter_name")),
                    new Table(
                            "forwarded_newsletter_message_info",
                            true,
                            FoundIn.NAME,
                            List.of("newsletter_name")),
                    new Table(
                            "message_system_with_group_nodes",
                            true,
                            FoundIn.NAME,
                            List.of("group_subject")),
                    new Table("composition", false, FoundIn.MESSAGE, List.of("text")),
                    new Table(
                            "poll_edit_snapshot",
                            false,
                            FoundIn.MESSAGE,
                            List.of("previous_poll_name")),
                    new Table("newsletter", false, FoundIn.TEXT, List.of("description")),
                    new Table("labels", false, FoundIn.NAME, List.of("label_name")),
                    new Table("status_privacy_custom_list", false, FoundIn.NAME, List.of("name")));

    private final Msgstore store;

    Texts(Msgstore store) {
        this.store = store;
    }

    /// The tables that are read here.
    static Set<String> tables() {
        Set<String> names = new TreeSet<>();
        for (Table table : TABLES) {
            names.add(table.name());
        }
        return names;
    }

    /// Reads every table with text.
    void run() throws IOException {
        for (Table table : TABLES) {
            List<String> columns = new ArrayList<>(table.columns());
            if (table.ofMessage()) {
                columns.add("message_row_id");
            }
            Select select = Select.from(table.name(), columns.toArray(String[]::new));
            store.database().read(select, row -> texts(table, row));
        }
        invitedGroups();
    }

    private void texts(Table table, ChatRow row) throws IOException {
        Long message = table.ofMessage() ? row.number("message_row_id") : null;
        Address place =
                message == null ? store.row(table.name(), row.id()) : store.row("message", message);
        for (String column : table.columns()) {
            store.text(place, table.foundIn(), row.text(column));
        }
    }

    /// An invite card names the group it leads to: a conversation that the device knows of, whether
    /// or not its owner joined.
    private void invitedGroups() throws IOException {
        store.database()
                .read(
                        Select.from(
                                "message_group_invite",
                                "message_row_id",
                                "group_jid_row_id",
                                "group_name"),
                        row -> {
                            Jid group = store.jid(row.number("group_jid_row_id"));
                            String name = row.filled("group_name");
                            if (group == null || group.kind() != ConversationKind.GROUP) {
                                return;
                            }
                            store.out()
                                    .record(
                                            Conversation.TABLE,
                                            store.row("message_group_invite", row.id()),
                                            seen ->
                                                    new Conversation(
                                                            seen,
                                                            Jid.SERVICE,
                                                            group.qualified(),
                                                            ConversationKind.GROUP,
                                                            name,
                                                            null,
                                                            null,
                                                            null));
                        });
    }

    private static Table message(String name, String... columns) {
        return new Table(name, true, FoundIn.MESSAGE, List.of(columns));
    }
}
