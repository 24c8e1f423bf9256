package org.tutela.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.RegisteredSource;
import org.tutela.facts.Staging;
import org.tutela.facts.UnitWriter;
import org.tutela.link.LinkRun;
import org.tutela.model.Account;
import org.tutela.model.Address;
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
import org.tutela.model.Seen;
import org.tutela.model.SourceFact;
import org.tutela.model.Thumbnail;
import org.tutela.model.Timestamp;
import org.tutela.model.Verdict;

/// A linked case of two phones in one football group. What the second phone alone says carries
/// [#TEXT], what it alone names [#NAME]: neither is for who knows the first phone only. There is no
/// evidence behind it.
final class TwoExhibits {
    static final String OPEN = "EX-1";
    static final String HIDDEN = "EX-2";

    /// Stands in every text of the second phone.
    static final String TEXT = "onlytwotext";

    /// Stands in every id that the second phone alone knows.
    static final String NAME = "onlytwoid";

    static final String GROUP = "whatsapp:1@g.us";

    private static final String SERVICE = "whatsapp";
    private static final int MESSAGES = 9;
    private static final int PICTURES = 5;
    private static final long FIRST_MILLIS = 1_767_225_600_000L;

    private TwoExhibits() {}

    /// Writes and links the case.
    static void write(Path path) throws IOException {
        try (CaseFolder folder = CaseFolder.openForWriting(path)) {
            for (String exhibit : List.of(OPEN, HIDDEN)) {
                boolean hidden = exhibit.equals(HIDDEN);
                Id source = source(exhibit);
                folder.register(
                        new RegisteredSource(
                                source,
                                exhibit,
                                hidden ? "/" + TEXT : "/football",
                                hidden ? TEXT : "phone of the keeper",
                                "zip",
                                9,
                                new TreeMap<>(Map.of("kind", hidden ? TEXT : "phone"))));
                Staging staging = Staging.open(folder, source, "all");
                try (UnitWriter unit = staging.begin("u")) {
                    new Phone(source, hidden, unit).write();
                    unit.commit();
                }
                staging.compact(List.of(), done -> {});
            }
            LinkRun.run(folder, 64 << 20, step -> {});
        }
    }

    /// The source of an exhibit.
    static Id source(String exhibit) {
        return Id.of("two-exhibits", exhibit);
    }

    /// The facts of one phone.
    private record Phone(Id source, boolean hidden, UnitWriter unit) {
        void write() throws IOException {
            unit.add(
                    SourceFact.TABLE,
                    new SourceFact(
                            Seen.of("source", Seen.Place.of(Address.of(source)), 0, "source", 1),
                            text("phone.zip"),
                            "zip",
                            9,
                            null,
                            null,
                            null,
                            null,
                            null,
                            Verdict.NOTHING_STORED,
                            1));
            people();
            group(GROUP, "Sunday football", 0);
            group(SERVICE + ":" + id("2") + "@g.us", "Recipes", 100);
            for (int number = 0; number < PICTURES; number++) {
                file(number);
            }
        }

        private String text(String words) {
            return hidden ? TEXT + " " + words : words;
        }

        private String id(String id) {
            return hidden ? NAME + id : id;
        }

        private String person(int number) {
            // The first two are known to both phones.
            String name = "4477009000" + (10 + number);
            return SERVICE + ":" + (number < 2 ? name : id(name)) + "@s.whatsapp.net";
        }

        private void people() throws IOException {
            for (int number = 0; number < 4; number++) {
                unit.add(
                        Account.TABLE,
                        new Account(
                                seen("account", number),
                                SERVICE,
                                person(number),
                                text("handle"),
                                text("Zucchini Zoe"),
                                number == (hidden ? 1 : 0),
                                "JID"));
                unit.add(
                        Contact.TABLE,
                        new Contact(
                                seen("contact", number),
                                SERVICE,
                                person(number),
                                text("Pepper Pia"),
                                text("+44 7700 900010")));
            }
        }

        private void group(String id, String subject, int rows) throws IOException {
            unit.add(
                    Conversation.TABLE,
                    new Conversation(
                            seen("conversation", rows),
                            SERVICE,
                            id,
                            ConversationKind.GROUP,
                            text(subject),
                            Timestamp.unixMillis(FIRST_MILLIS),
                            person(2),
                            null));
            for (int number = 0; number < 4; number++) {
                unit.add(
                        MembershipEvent.TABLE,
                        new MembershipEvent(
                                seen("membership_event", rows + number),
                                SERVICE,
                                id,
                                person(number),
                                number == 0
                                        ? MembershipChange.JOINED_BY_LINK
                                        : MembershipChange.ADDED,
                                person(3),
                                false,
                                Timestamp.unixMillis(FIRST_MILLIS + number),
                                12L,
                                text("code"),
                                text("member")));
            }
            for (int number = 0; number < MESSAGES; number++) {
                message(id, rows + number, number);
            }
        }

        private void message(String chat, int row, int number) throws IOException {
            unit.add(
                    Message.TABLE,
                    new Message(
                            seen("message", row),
                            SERVICE,
                            chat,
                            id("K" + row),
                            person(number % 4),
                            false,
                            Timestamp.unixMillis(FIRST_MILLIS + number * 60_000L),
                            null,
                            MessageKind.TEXT,
                            text("the match begins at three, bring goulash"),
                            false,
                            0L,
                            null,
                            MessageState.LIVE,
                            null,
                            1L,
                            0L,
                            null,
                            text("code"),
                            null,
                            null));
        }

        private void file(int number) throws IOException {
            Seen.Place place = Seen.Place.of(address(number));
            byte[] bytes = new byte[32];
            Arrays.fill(bytes, (byte) (1 + number + (hidden ? 100 : 0)));
            Digest digest = Digest.of(bytes);
            unit.add(
                    Item.TABLE,
                    new Item(
                            Seen.of("item", place, 0, "source", 1),
                            "/" + text("pitch") + number + ".jpg",
                            text("pitch") + number + ".jpg",
                            9,
                            ItemKind.FILE,
                            ItemOrigin.LISTED,
                            null,
                            null,
                            null,
                            null,
                            null,
                            text("/sdcard"),
                            null));
            unit.add(
                    Content.TABLE,
                    new Content(
                            Seen.of("content", place, 0, "digests", 1),
                            Digest.of(Arrays.copyOf(bytes, 16)),
                            Digest.of(Arrays.copyOf(bytes, 20)),
                            digest,
                            9));
            unit.add(
                    FileType.TABLE,
                    new FileType(
                            Seen.of("file_type", place, 0, "type", 1), "image/jpeg", "jpg", false));
            picture(place, digest);
            if (number == 0) {
                unit.add(
                        KnownMatch.TABLE,
                        new KnownMatch(
                                Seen.of("known_match", place, 0, "known", 1),
                                "made-up list",
                                "1",
                                MatchKind.SIMILAR,
                                9,
                                "A",
                                "made-up scheme",
                                ListKind.ILLEGAL,
                                "PDQ"));
            }
            problem(place);
        }

        private void picture(Seen.Place place, Digest digest) throws IOException {
            unit.add(
                    Picture.TABLE,
                    new Picture(
                            Seen.of("picture", place, 0, "metadata", 1),
                            8L,
                            8L,
                            text("maker"),
                            text("model"),
                            null,
                            null,
                            null,
                            null,
                            null,
                            1L));
            unit.add(
                    Thumbnail.TABLE,
                    new Thumbnail(Seen.of("thumbnail", place, 0, "thumbnail", 1), digest, 8, 8));
        }

        private void problem(Seen.Place place) throws IOException {
            unit.add(
                    Problem.TABLE,
                    new Problem(
                            Seen.of("problem", place, 0, "digests", 1),
                            ProblemKind.MALFORMED,
                            "EX-0101",
                            text("The picture ends early."),
                            0L));
            unit.add(
                    Examined.TABLE,
                    new Examined(
                            Seen.of("examined", place, 0, "digests", 1), Outcome.PARTLY, 9, null));
        }

        private Address address(int number) {
            return Address.of(source)
                    .step(Address.Kind.MEMBER, "x/" + id("pitch") + number + ".jpg", number);
        }

        private Seen seen(String table, long row) {
            return Seen.of(
                    table,
                    Seen.Place.within(address(99), address(99).row(table, row)),
                    0,
                    "chat.whatsapp",
                    1);
        }
    }
}
