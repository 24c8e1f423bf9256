package org.tutela.examine.chat.whatsapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.examine.TestItem;
import org.tutela.examine.TestRecorder;
import org.tutela.model.Account;
import org.tutela.model.AccountEdge;
import org.tutela.model.Attachment;
import org.tutela.model.Call;
import org.tutela.model.Contact;
import org.tutela.model.Conversation;
import org.tutela.model.ConversationKind;
import org.tutela.model.EdgeKind;
import org.tutela.model.FoundIn;
import org.tutela.model.Message;
import org.tutela.model.MessageKind;
import org.tutela.model.MessageState;
import org.tutela.model.Reaction;
import org.tutela.model.Receipt;
import org.tutela.model.ReceiptKind;

/// What the examination states about a database made event by event.
final class WhatsAppChatsTest {
    private static final String PATH = "data/data/com.whatsapp/databases/msgstore.db";
    private static final String SETTINGS =
            "data/data/com.whatsapp/shared_prefs/com.whatsapp_preferences_light.xml";
    private static final String OWNER = "447700900100@s.whatsapp.net";
    private static final String ANA = "447700900101@s.whatsapp.net";
    private static final String BEN = "447700900102@s.whatsapp.net";
    private static final String GROUP = "120363000000000001@g.us";

    @TempDir Path folder;

    private static byte[] settings(String... strings) {
        StringBuilder xml = new StringBuilder("<?xml version='1.0' encoding='utf-8'?><map>");
        for (int i = 0; i < strings.length; i += 2) {
            xml.append("<string name=\"").append(strings[i]).append("\">");
            xml.append(strings[i + 1]).append("</string>");
        }
        return xml.append("<int name=\"version\" value=\"4\" /></map>")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private TestItem item(MsgstoreMaker maker) throws Exception {
        return TestItem.of(folder, PATH, maker.bytes())
                .with(SETTINGS, settings("registration_jid", "447700900100", "push_name", "Olu"));
    }

    private TestRecorder examine(MsgstoreMaker maker) throws Exception {
        try (TestItem item = item(maker)) {
            TestRecorder out = TestRecorder.run(new WhatsAppChats(), item);
            assertEquals(List.of(), out.problems());
            return out;
        }
    }

    private static String direct(String one, String other) {
        return "whatsapp:" + one + "+" + other;
    }

    @Test
    void statesMessagesOfGroupsAndOfDirectConversations() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            long group = maker.chat(GROUP, "Sunday football");
            long chat = maker.chat(ANA, null);
            maker.message(group).from(ANA).text("Who brings the ball?").key("G1").save();
            maker.message(chat).from("partner").text("Soup at eight").key("D1").save();
            maker.message(chat).text("Yes").key("D2").save();
            TestRecorder out = examine(maker);

            List<Message> messages = out.all(Message.TABLE);
            assertEquals(3, messages.size());
            Message first = messages.get(0);
            assertEquals("whatsapp:" + GROUP, first.conversation());
            assertEquals("G1", first.messageKey());
            assertEquals("whatsapp:" + ANA, first.sender());
            assertEquals("Who brings the ball?", first.text());
            assertEquals((MsgstoreMaker.START + 60_000) * 1000, first.sent().micros());
            assertEquals((MsgstoreMaker.START + 60_400) * 1000, first.received().micros());
            assertEquals(MessageKind.TEXT, first.kind());
            assertEquals(0L, first.typeRaw());
            assertEquals(5L, first.statusRaw());
            assertTrue(first.seen().address().endsWith("::row:message@1"));
            assertEquals(direct(OWNER, ANA), messages.get(1).conversation());
            assertEquals("whatsapp:" + ANA, messages.get(1).sender());
            assertTrue(messages.get(2).fromOwner());
            assertNull(messages.get(2).sender());
            assertTrue(
                    out.texts()
                            .contains(
                                    new TestRecorder.Text(
                                            first.seen().address(),
                                            FoundIn.MESSAGE,
                                            "Who brings the ball?")));
        }
    }

    @Test
    void statesConversationsWithCreatorFromOldIds() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            maker.chat(GROUP, "Sunday football");
            maker.chat(ANA, null);
            maker.insert(
                    "chat",
                    "jid_row_id",
                    maker.jid("447700900103-1500000000@g.us"),
                    "subject",
                    "Old kitchen");
            maker.chat("1234567890@newsletter", "Recipes");
            maker.chat("status@broadcast", null);
            TestRecorder out = examine(maker);
            List<Conversation> all = out.all(Conversation.TABLE);
            assertEquals(
                    List.of(
                            ConversationKind.GROUP,
                            ConversationKind.DIRECT,
                            ConversationKind.GROUP,
                            ConversationKind.CHANNEL,
                            ConversationKind.BROADCAST),
                    all.stream().map(Conversation::kind).toList());
            assertEquals("Sunday football", all.get(0).subject());
            assertEquals((MsgstoreMaker.START - 1000) * 1000, all.get(0).created().micros());
            assertNull(all.get(0).partner());
            assertEquals("whatsapp:" + ANA, all.get(1).partner());
            assertEquals("whatsapp:447700900103@s.whatsapp.net", all.get(2).creator());
            assertEquals(1_500_000_000_000_000L, all.get(2).created().micros());
        }
    }

    @Test
    void namesOwnerBySettingsAndKeepsOtherClaims() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            long chat = maker.chat(ANA, null);
            long message = maker.message(chat).text("Hello").save();
            maker.insert(
                    "message_details",
                    "message_row_id",
                    message,
                    "author_device_jid",
                    maker.jid("447700900199.0:3@s.whatsapp.net"));
            maker.jid("99990000000001@lid_me");
            TestRecorder out = examine(maker);
            List<Account> owners = out.all(Account.TABLE).stream().filter(Account::owner).toList();
            assertEquals(
                    List.of("whatsapp:" + OWNER, "whatsapp:99990000000001@lid"),
                    owners.stream().map(Account::account).toList());
            assertEquals("settings:registration_jid", owners.get(0).basis());
            assertEquals("Olu", owners.get(0).displayName());
            assertEquals("+447700900100", owners.get(0).handle());
            Account other =
                    out.all(Account.TABLE).stream()
                            .filter(a -> a.basis().startsWith("message_details"))
                            .findFirst()
                            .orElseThrow();
            assertEquals("whatsapp:447700900199@s.whatsapp.net", other.account());
            assertFalse(other.owner());
        }
    }

    @Test
    void namesOwnerByAuthorDevicesWithoutSettings() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            long chat = maker.chat(ANA, null);
            long message = maker.message(chat).text("Hello").save();
            maker.insert(
                    "message_details",
                    "message_row_id",
                    message,
                    "author_device_jid",
                    maker.jid("447700900100.0:3@s.whatsapp.net"));
            try (TestItem item = TestItem.of(folder, PATH, maker.bytes())) {
                TestRecorder out = TestRecorder.run(new WhatsAppChats(), item);
                assertEquals(direct(OWNER, ANA), out.only(Message.TABLE).conversation());
            }
        }
    }

    @Test
    void namesDirectConversationOfUnknownOwnerByPartner() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            maker.message(maker.chat(ANA, null)).text("Hello").save();
            try (TestItem item = TestItem.of(folder, PATH, maker.bytes())) {
                TestRecorder out = TestRecorder.run(new WhatsAppChats(), item);
                assertEquals("whatsapp:?+" + ANA, out.only(Message.TABLE).conversation());
                assertEquals("whatsapp:" + ANA, out.only(Conversation.TABLE).partner());
            }
        }
    }

    @Test
    void statesRevokedEditedForwardedAndQuotedMessages() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            long group = maker.chat(GROUP, "Kitchen");
            long gone = maker.message(group).from(ANA).type(15).key("K1").save();
            maker.insert("message_revoked", "message_row_id", gone, "revoked_key_id", "K1");
            long edited = maker.message(group).from(ANA).text("Two eggs").key("K2").save();
            maker.insert(
                    "message_edit_info",
                    "message_row_id",
                    edited,
                    "original_key_id",
                    "K2",
                    "edited_timestamp",
                    1,
                    "sender_timestamp",
                    1);
            long passed = maker.message(group).text("Best soup").key("K3").save();
            maker.insert("message_forwarded", "message_row_id", passed, "forward_score", 6);
            quote(maker, maker.message(group).text("I saw it").key("K4").save(), "K1", "One egg");
            quote(maker, maker.message(group).text("And this").key("K5").save(), "K0", "No egg");
            quote(maker, maker.message(group).text("Yes").key("K6").save(), "K2", "Two eggs");
            List<Message> all = examine(maker).all(Message.TABLE);
            assertEquals(8, all.size());
            assertEquals(MessageState.REVOKED, all.get(0).state());
            assertEquals(MessageState.EDITED, all.get(1).state());
            assertTrue(all.get(2).forwarded());
            assertEquals(6L, all.get(2).forwardScore());
            assertEquals("K1", all.get(3).replyTo());
            assertEquals("K2", all.get(5).replyTo());
            Message revoked = all.get(6);
            assertEquals("K1", revoked.messageKey());
            assertEquals("One egg", revoked.text());
            assertEquals(MessageState.RECOVERED, revoked.state());
            assertEquals("QUOTE", revoked.recoveredFrom());
            assertEquals("whatsapp:" + ANA, revoked.sender());
            assertEquals("whatsapp:" + GROUP, revoked.conversation());
            assertEquals("K0", all.get(7).messageKey());
        }
    }

    private static void quote(MsgstoreMaker maker, long reply, String key, String text)
            throws SQLException {
        maker.insert(
                "message_quoted",
                "message_row_id",
                reply,
                "chat_row_id",
                1,
                "parent_message_chat_row_id",
                1,
                "from_me",
                0,
                "sender_jid_row_id",
                maker.jid(ANA),
                "key_id",
                key,
                "timestamp",
                MsgstoreMaker.START,
                "message_type",
                0,
                "text_data",
                text);
    }

    @Test
    void statesAttachmentsWithTheirDigests() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(new byte[] {1, 2, 3});
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            long chat = maker.chat(ANA, null);
            long picture = maker.message(chat).type(1).key("P1").save();
            maker.insert(
                    "message_media",
                    "message_row_id",
                    picture,
                    "chat_row_id",
                    chat,
                    "transferred",
                    1,
                    "file_path",
                    "Media/WhatsApp Images/IMG-20250601-WA0001.jpg",
                    "file_length",
                    4711,
                    "mime_type",
                    "image/jpeg",
                    "file_hash",
                    Base64.getEncoder().encodeToString(digest),
                    "media_caption",
                    "The pitch");
            TestRecorder out = examine(maker);
            Attachment file = out.only(Attachment.TABLE);
            assertEquals("P1", file.messageKey());
            assertEquals(direct(OWNER, ANA), file.conversation());
            assertEquals("IMG-20250601-WA0001.jpg", file.name());
            assertEquals("image/jpeg", file.mime());
            assertEquals(4711L, file.size());
            assertEquals(
                    List.of(digest[0], digest[31]),
                    List.of(file.sha256().toBytes()[0], file.sha256().toBytes()[31]));
            assertTrue(file.present());
            assertEquals(MessageKind.PICTURE, out.only(Message.TABLE).kind());
            assertEquals("The pitch", out.only(Message.TABLE).text());
        }
    }

    @Test
    void statesReactionsAndReceipts() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            long group = maker.chat(GROUP, "Kitchen");
            long message = maker.message(group).text("Soup").key("M1").save();
            maker.reaction(group, message, ANA, "\uD83D\uDC4D");
            maker.reaction(group, message, null, "");
            maker.insert(
                    "receipt_user",
                    "message_row_id",
                    message,
                    "receipt_user_jid_row_id",
                    maker.jid(BEN),
                    "receipt_timestamp",
                    MsgstoreMaker.START + 1,
                    "read_timestamp",
                    MsgstoreMaker.START + 2);
            maker.insert(
                    "receipt_orphaned",
                    "chat_row_id",
                    group,
                    "from_me",
                    1,
                    "key_id",
                    "GONE",
                    "receipt_device_jid_row_id",
                    maker.jid("447700900102.0:4@s.whatsapp.net"),
                    "status",
                    5,
                    "timestamp",
                    MsgstoreMaker.START + 3);
            TestRecorder out = examine(maker);
            List<Reaction> reactions = out.all(Reaction.TABLE);
            assertEquals("whatsapp:" + ANA, reactions.get(0).account());
            assertEquals("M1", reactions.get(0).messageKey());
            assertEquals("\uD83D\uDC4D", reactions.get(0).reaction());
            assertNull(reactions.get(1).account());
            assertEquals("", reactions.get(1).reaction());
            List<Receipt> receipts = out.all(Receipt.TABLE);
            assertEquals(
                    List.of(ReceiptKind.DELIVERED, ReceiptKind.READ, ReceiptKind.DELIVERED),
                    receipts.stream().map(Receipt::kind).toList());
            assertEquals("GONE", receipts.get(2).messageKey());
            assertEquals("whatsapp:" + BEN, receipts.get(2).account());
        }
    }

    @Test
    void statesCallsWithPeopleThereIsNoChatWith() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            maker.insert(
                    "call_log",
                    "jid_row_id",
                    maker.jid("447700900108@s.whatsapp.net"),
                    "from_me",
                    1,
                    "call_id",
                    "call:1",
                    "timestamp",
                    MsgstoreMaker.START,
                    "video_call",
                    1,
                    "duration",
                    61,
                    "call_result",
                    5);
            TestRecorder out = examine(maker);
            Call call = out.only(Call.TABLE);
            assertEquals("whatsapp:447700900108@s.whatsapp.net", call.account());
            assertEquals(direct(OWNER, "447700900108@s.whatsapp.net"), call.conversation());
            assertEquals(61L, call.durationSeconds());
            assertTrue(call.fromOwner() && call.video());
            assertEquals(5L, call.resultRaw());
        }
    }

    @Test
    void statesWhichAccountsBelongTogether() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            String lid = "99990000000002@lid";
            maker.insert("jid_map", "lid_row_id", maker.jid(lid), "jid_row_id", maker.jid(ANA));
            maker.insert(
                    "lid_display_name",
                    "lid_row_id",
                    maker.jid(lid),
                    "display_name",
                    "+44\u2219\u2219\u221901");
            long chat = maker.chat(ANA, null);
            long event = maker.message(chat).from("partner").type(7).save();
            maker.insert("message_system", "message_row_id", event, "action_type", 28);
            maker.insert(
                    "message_system_number_change",
                    "message_row_id",
                    event,
                    "old_jid_row_id",
                    maker.jid(ANA),
                    "new_jid_row_id",
                    maker.jid(BEN));
            try (TestItem item =
                    item(maker)
                            .with(
                                    "data/data/com.whatsapp/databases/axolotl.db",
                                    axolotl("447700900102", "99990000000003"))) {
                TestRecorder out = TestRecorder.run(new WhatsAppChats(), item);
                assertEquals(List.of(), out.problems());
                List<AccountEdge> edges = out.all(AccountEdge.TABLE);
                assertEquals(
                        List.of(
                                EdgeKind.LID_MAP,
                                EdgeKind.NUMBER_CHANGE,
                                EdgeKind.SAME_IDENTITY_KEY),
                        edges.stream().map(AccountEdge::kind).toList());
                assertEquals("whatsapp:" + lid, edges.get(0).account());
                assertEquals("whatsapp:" + BEN, edges.get(1).other());
                assertEquals((MsgstoreMaker.START + 60_000) * 1000, edges.get(1).at().micros());
                assertEquals("whatsapp:99990000000003@lid", edges.get(2).other());
                assertTrue(edges.get(2).seen().address().contains("axolotl.db"));
            }
        }
    }

    private byte[] axolotl(String phone, String lid) throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            maker.sql(
                    "CREATE TABLE identities(_id INTEGER PRIMARY KEY, recipient_id INTEGER,"
                            + " recipient_type INTEGER, device_id INTEGER, public_key BLOB)");
            byte[] key = new byte[33];
            key[0] = 5;
            for (int i = 0; i < 2; i++) {
                maker.insert(
                        "identities",
                        "recipient_id",
                        Long.parseLong(i == 0 ? phone : lid),
                        "recipient_type",
                        i,
                        "device_id",
                        0,
                        "public_key",
                        key);
            }
            return maker.bytes();
        }
    }

    @Test
    void statesContactsAndOwnNames() throws Exception {
        try (MsgstoreMaker book = MsgstoreMaker.in(folder);
                MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            book.sql(
                    "CREATE TABLE wa_contacts(_id INTEGER PRIMARY KEY, jid TEXT, number TEXT,"
                            + " display_name TEXT, wa_name TEXT)");
            book.insert(
                    "wa_contacts",
                    "jid",
                    ANA,
                    "number",
                    "07700 900101",
                    "display_name",
                    "Ana (goal)",
                    "wa_name",
                    "Anita");
            book.insert("wa_contacts", "jid", BEN, "wa_name", "Ben");
            try (TestItem item =
                    item(maker).with("data/data/com.whatsapp/databases/wa.db", book.bytes())) {
                TestRecorder out = TestRecorder.run(new WhatsAppChats(), item);
                assertEquals(List.of(), out.problems());
                Contact contact = out.only(Contact.TABLE);
                assertEquals("Ana (goal)", contact.displayName());
                assertEquals("07700 900101", contact.number());
                assertTrue(contact.seen().address().endsWith("wa.db::row:wa_contacts@1"));
                assertEquals(
                        List.of("Anita", "Ben"),
                        out.all(Account.TABLE).stream()
                                .filter(a -> a.basis().equals("wa_contacts.wa_name"))
                                .map(Account::displayName)
                                .toList());
                assertTrue(
                        out.texts().stream()
                                .anyMatch(t ->
                                        t.foundIn() == FoundIn.NAME
                                                && t.text().equals("Ana (goal)")));
            }
        }
    }

    @Test
    void statesInviteCardsAndGivesAllTextToFinders() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            long chat = maker.chat(ANA, null);
            long card = maker.message(chat).from("partner").type(24).key("I1").save();
            maker.insert(
                    "message_group_invite",
                    "message_row_id",
                    card,
                    "group_jid_row_id",
                    maker.jid(GROUP),
                    "admin_jid_row_id",
                    maker.jid(ANA),
                    "group_name",
                    "Sunday football",
                    "invite_code",
                    "AbCdEf0123456789");
            long link = maker.message(chat).from("partner").text("See").save();
            maker.insert(
                    "message_text", "message_row_id", link, "url", "https://example.invalid/soup");
            maker.insert("message_vcard", "message_row_id", link, "vcard", "BEGIN:VCARD");
            maker.insert("message_poll_option", "message_row_id", link, "option_name", "Leek");
            maker.insert("composition", "chat_row_id", chat, "timestamp", 1, "text", "Unsent");
            TestRecorder out = examine(maker);
            Message invite = out.all(Message.TABLE).getFirst();
            assertEquals(MessageKind.INVITE, invite.kind());
            assertEquals("wa-invite:AbCdEf0123456789", invite.invite());
            assertEquals("whatsapp:" + GROUP, invite.inviteConversation());
            Conversation led = out.all(Conversation.TABLE).getLast();
            assertEquals("whatsapp:" + GROUP, led.conversation());
            assertEquals("Sunday football", led.subject());
            String place = out.all(Message.TABLE).getLast().seen().address();
            for (String text : List.of("https://example.invalid/soup", "BEGIN:VCARD", "Leek")) {
                assertTrue(
                        out.texts().contains(new TestRecorder.Text(place, FoundIn.MESSAGE, text)),
                        text);
            }
            assertTrue(out.texts().stream().anyMatch(t -> t.text().equals("Unsent")));
        }
    }

    @Test
    void namesMessagesOfDeletedChatsByTheirOwnItem() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            maker.message(77).from(ANA).text("Left over").save();
            Message message = examine(maker).only(Message.TABLE);
            assertTrue(message.conversation().startsWith("whatsapp:?"));
            assertTrue(message.conversation().endsWith("/chat/77"));
            assertEquals("whatsapp:" + ANA, message.sender());
        }
    }

    @Test
    void skipsThePlaceholderRow() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            maker.message(-1).key("-1").set("status", -1).save();
            assertEquals(List.of(), examine(maker).all(Message.TABLE));
        }
    }

    @Test
    void wantsOwnDatabaseOfEveryUserAndBackupsThatAreDatabases() throws Exception {
        byte[] database;
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            database = maker.bytes();
        }
        byte[] noise = {1, 2, 3};
        WhatsAppChats chats = new WhatsAppChats();
        for (String path :
                List.of(
                        PATH,
                        "data/user/10/com.whatsapp.w4b/databases/msgstore.db",
                        "data/user/0/com.whatsapp/databases/msgstore.db")) {
            assertTrue(chats.wants(TestItem.of(folder, path, noise)), path);
        }
        assertTrue(chats.wants(TestItem.of(folder, "x/msgstore-2025-01-01.1.db", database)));
        assertFalse(chats.wants(TestItem.of(folder, "x/msgstore-2025-01-01.1.db", noise)));
        assertFalse(chats.wants(TestItem.of(folder, "x/msgstore.db.crypt15", noise)));
        assertFalse(chats.wants(TestItem.of(folder, "x/other.db", database)));
    }
}
