package org.tutela.webtest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.RegisteredSource;
import org.tutela.facts.Staging;
import org.tutela.facts.UnitWriter;
import org.tutela.link.LinkRun;
import org.tutela.model.Account;
import org.tutela.model.Address;
import org.tutela.model.Attachment;
import org.tutela.model.Contact;
import org.tutela.model.Content;
import org.tutela.model.Conversation;
import org.tutela.model.ConversationKind;
import org.tutela.model.Digest;
import org.tutela.model.Examined;
import org.tutela.model.FileType;
import org.tutela.model.Id;
import org.tutela.model.Item;
import org.tutela.model.ItemKind;
import org.tutela.model.ItemOrigin;
import org.tutela.model.KnownMatch;
import org.tutela.model.ListKind;
import org.tutela.model.MatchKind;
import org.tutela.model.MembershipChange;
import org.tutela.model.MembershipEvent;
import org.tutela.model.Message;
import org.tutela.model.MessageKind;
import org.tutela.model.MessageState;
import org.tutela.model.Outcome;
import org.tutela.model.Picture;
import org.tutela.model.Problem;
import org.tutela.model.ProblemKind;
import org.tutela.model.Reaction;
import org.tutela.model.Seen;
import org.tutela.model.Timestamp;

/// A case in which every text that evidence can state is meant to do harm, on two phones. There is
/// no evidence behind it: only its facts are written.
final class HostileCase {
    /// The reference of the first exhibit.
    static final String EXHIBIT = "EX<img src=x onerror=alert(1)>\u202E\u200B";

    /// What nobody should see done.
    static final List<String> TEXTS =
            List.of(
                    "</td></p></script><script>alert(2)</script><img src=x onerror=alert(3)>",
                    "\" onmouseover=\"alert(4)\" autofocus onfocus='alert(5)' x=`",
                    "\u202E\u2066\u2067\u200Fgoal\u202D\u061C \u202Etxt.exe",
                    "\u200B\u200D\uFEFF\u2060\u00AD\u180E\u034F",
                    "javascript:alert(6)//https://evil.example/{0}${7*7}{{7*7}}@layout.x()",
                    "<base href=https://evil.example/><meta http-equiv=refresh content='0;url=https://evil.example/'>"
                            + "<link rel=stylesheet href=https://evil.example/x.css><iframe src=https://evil.example>",
                    "Z" + "\u0300\u0489\u20DD".repeat(400),
                    "a\u0000b\u0007c\u001B[31md\r\n\r\n\t\u2028\u2029\u0085e",
                    "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67".repeat(300) + "\uFFFE\uFFFF",
                    "\uFDFA".repeat(2_000),
                    "W".repeat(64 << 10),
                    "<b> & &amp; &#60;script&#62; ]]> --> <!-- ".repeat(1_600));

    private static final String SERVICE = "whatsapp";
    private static final int MEMBERS = TEXTS.size();
    private static final int MESSAGES = 60;
    private static final long FIRST_MILLIS = 1_767_225_600_000L;

    private HostileCase() {}

    /// Writes the case.
    static void write(Path path) throws IOException {
        try (CaseFolder folder = CaseFolder.openForWriting(path)) {
            for (int phone = 0; phone < 2; phone++) {
                Id source = Id.of("hostile", Integer.toString(phone));
                TreeMap<String, String> custody = new TreeMap<>();
                for (String key : List.of("kind", "country", "holder", "seized", "authority")) {
                    custody.put(key, text(key.length() + phone));
                }
                folder.register(
                        new RegisteredSource(
                                source,
                                phone == 0 ? EXHIBIT : TEXTS.get(1) + text(0),
                                "/x/" + text(phone),
                                text(10 + phone),
                                "zip",
                                9,
                                custody));
                Staging staging = Staging.open(folder, source, "all");
                try (UnitWriter unit = staging.begin("u")) {
                    new Phone(source, phone, unit).write();
                    unit.commit();
                }
                staging.compact(List.of(), done -> {});
            }
            LinkRun.run(folder, Runtime.getRuntime().maxMemory() / 3, step -> {});
        }
    }

    /// One of the texts, by any number.
    static String text(int number) {
        return TEXTS.get(Math.floorMod(number, TEXTS.size()));
    }

    /// The facts of one phone.
    private record Phone(Id source, int phone, UnitWriter unit) {

        void write() throws IOException {
            files();
            for (int group = 0; group < TEXTS.size(); group++) {
                chat(group);
            }
            for (int member = 0; member < MEMBERS; member++) {
                unit.add(
                        Account.TABLE,
                        new Account(
                                seen("account", "jid", member),
                                SERVICE,
                                account(member),
                                text(member + 1),
                                text(member),
                                member == phone,
                                "JID"));
                unit.add(
                        Contact.TABLE,
                        new Contact(
                                seen("contact", "wa_contacts", member),
                                SERVICE,
                                account(member),
                                text(member + phone),
                                text(member + 2)));
            }
        }

        private void chat(int group) throws IOException {
            String id = conversation(group);
            unit.add(
                    Conversation.TABLE,
                    new Conversation(
                            seen("conversation", "chat", group),
                            SERVICE,
                            id,
                            ConversationKind.GROUP,
                            text(group),
                            Timestamp.unixMillis(FIRST_MILLIS),
                            account(group),
                            null));
            for (int member = 0; member < MEMBERS; member++) {
                unit.add(
                        MembershipEvent.TABLE,
                        new MembershipEvent(
                                seen("membership_event", "system", group * 100L + member),
                                SERVICE,
                                id,
                                account(member),
                                member == 0
                                        ? MembershipChange.CREATED
                                        : member % 2 == 0
                                                ? MembershipChange.JOINED_BY_LINK
                                                : MembershipChange.ADDED,
                                account(group),
                                false,
                                Timestamp.unixMillis(FIRST_MILLIS + member),
                                12L,
                                text(member),
                                text(member)));
            }
            for (int number = 0; number < (group == 0 ? MESSAGES : MEMBERS); number++) {
                message(id, group * 1000 + number, number);
            }
        }

        private void message(String chat, int row, int number) throws IOException {
            boolean file = number % 3 == 2;
            unit.add(
                    Message.TABLE,
                    new Message(
                            seen("message", "message", row),
                            SERVICE,
                            chat,
                            text(number) + row,
                            account(number),
                            number % MEMBERS == phone,
                            Timestamp.unixMillis(FIRST_MILLIS + 1000L + number * 60_000L),
                            null,
                            file ? MessageKind.DOCUMENT : MessageKind.TEXT,
                            text(number),
                            true,
                            4L,
                            text(number),
                            List.of(MessageState.values())
                                    .get(number % MessageState.values().length),
                            text(number),
                            1L,
                            0L,
                            null,
                            text(number),
                            text(number),
                            text(number)));
            unit.add(
                    Reaction.TABLE,
                    new Reaction(
                            seen("reaction", "reaction", row),
                            chat,
                            text(number) + row,
                            account(number + 1),
                            null,
                            text(number)));
            if (file) {
                unit.add(
                        Attachment.TABLE,
                        new Attachment(
                                seen("attachment", "media", row),
                                chat,
                                text(number) + row,
                                text(number / 3),
                                text(number),
                                7L,
                                digest(number),
                                null,
                                text(number),
                                true));
            }
        }

        private void files() throws IOException {
            for (int number = 0; number < TEXTS.size(); number++) {
                Seen.Place place = Seen.Place.of(file(number));
                unit.add(
                        Item.TABLE,
                        new Item(
                                Seen.of("item", place, 0, "source", 1),
                                text(number) + "/" + text(number + 1),
                                text(number + 1),
                                9,
                                ItemKind.FILE,
                                ItemOrigin.LISTED,
                                null,
                                null,
                                null,
                                null,
                                null,
                                text(number),
                                text(number)));
                Digest digest = digest(number);
                unit.add(
                        Content.TABLE,
                        new Content(
                                Seen.of("content", place, 0, "digests", 1),
                                Digest.of(java.util.Arrays.copyOf(digest.toBytes(), 16)),
                                Digest.of(java.util.Arrays.copyOf(digest.toBytes(), 20)),
                                digest,
                                9));
                unit.add(
                        FileType.TABLE,
                        new FileType(
                                Seen.of("file_type", place, 0, "type", 1),
                                text(number),
                                text(number),
                                false));
                unit.add(
                        Picture.TABLE,
                        new Picture(
                                Seen.of("picture", place, 0, "metadata", 1),
                                1L,
                                1L,
                                text(number),
                                text(number),
                                text(number),
                                null,
                                0.0,
                                0.0,
                                text(number),
                                1L));
                judged(number, place);
            }
        }

        private void judged(int number, Seen.Place place) throws IOException {
            unit.add(
                    KnownMatch.TABLE,
                    new KnownMatch(
                            Seen.of("known_match", place, 0, "known", 1),
                            text(number),
                            text(number),
                            number % 2 == 0 ? MatchKind.SIMILAR : MatchKind.EXACT,
                            9,
                            text(number),
                            text(number),
                            ListKind.GOOD,
                            text(number)));
            unit.add(
                    Problem.TABLE,
                    new Problem(
                            Seen.of("problem", place, 0, "digests", 1),
                            ProblemKind.MALFORMED,
                            "EX-0101",
                            text(number),
                            0L));
            unit.add(
                    Examined.TABLE,
                    new Examined(
                            Seen.of("examined", place, 0, "digests", 1), Outcome.PARTLY, 9, null));
        }

        private Address file(int number) {
            return Address.of(source).step(Address.Kind.MEMBER, "x/" + text(number), number);
        }

        private Seen seen(String table, String rows, long row) {
            return Seen.of(
                    table,
                    Seen.Place.within(file(1), file(1).row(rows, row)),
                    0,
                    "chat.whatsapp",
                    1);
        }

        private static Digest digest(int number) {
            byte[] bytes = new byte[32];
            java.util.Arrays.fill(bytes, (byte) (number + 1));
            return Digest.of(bytes);
        }

        private static String account(int member) {
            int number = Math.floorMod(member, MEMBERS);
            return SERVICE + ":" + number + shortened(text(number)) + "@s.whatsapp.net";
        }

        private static String conversation(int group) {
            return SERVICE + ":" + group + shortened(text(group)) + "@g.us";
        }

        /// Ids stand in addresses of pages, which are refused beyond 4096 characters.
        private static String shortened(String text) {
            return text.substring(0, Math.min(120, text.length()));
        }
    }
}
