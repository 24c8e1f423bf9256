package org.tutela.examine.find;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tutela.examine.Finder;

class FindersTest {
    /// The name is base64url of the bytes that a Signal link holds, here all of one letter.
    private static final String SIGNAL_CODE = "CjQKI" + "A".repeat(67);

    @Test
    void findsAddressesOfTheWebAndPutsBackWhatWasMadeUnclickable() throws IOException {
        assertEquals(
                List.of(
                        "URL https://example.org/Recipes?id=7#Soup 4-41",
                        "URL http://www.example.com 47-62",
                        "URL https://example.net/a(b) 64-88",
                        "URL http://kick.example.org/x 90-117"),
                found(
                        "see https://example.org/Recipes?id=7#Soup, or (www.example.com) https://example.net/a(b). "
                                + "hxxp://kick[.]example.org/x",
                        "URL"));
    }

    @Test
    void findsInvitesOfEachMessengerUnderOneCanonicalForm() throws IOException {
        String code = "AbCdEfGhIjKlMnOpQrStUv";
        assertEquals(
                List.of(
                        "INVITE wa-invite:" + code,
                        "INVITE wa-invite:" + code,
                        "INVITE wa-invite:" + code),
                values(
                        "https://chat.whatsapp.com/"
                                + code
                                + "?mode=x hxxps://chat[.]whatsapp[.]com/invite/"
                                + code
                                + " whatsapp://chat?code="
                                + code,
                        "INVITE"));
        assertEquals(
                List.of(
                        "INVITE tg-invite:AbCdEfGhIjKlMnOp",
                        "INVITE tg-invite:AbCdEfGhIjKlMnOp",
                        "INVITE tg-invite:AbCdEfGhIjKlMnOp"),
                values(
                        "t.me/joinchat/AbCdEfGhIjKlMnOp t.me/+AbCdEfGhIjKlMnOp tg://join?invite=AbCdEfGhIjKlMnOp",
                        "INVITE"));
        assertEquals(
                List.of("INVITE signal-invite:" + SIGNAL_CODE),
                values("https://signal.group/#" + SIGNAL_CODE, "INVITE"));
    }

    @Test
    void takesAPhoneLinkOfTelegramForANumberAndNotForAnInvite() throws IOException {
        assertEquals(List.of(), values("t.me/+447700900123", "INVITE"));
        assertEquals(List.of("PHONE +447700900123"), values("t.me/+447700900123", "PHONE"));
    }

    @Test
    void tellsRightOnionAddressesFromMistypedOnes() throws IOException {
        // Test vectors of the Tor specification, rend-spec-v3.
        String right = "pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd";
        String wrong = "pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscrya";
        assertEquals(
                List.of("ONION " + right + ".onion"),
                values("at http://" + right + ".onion/x", "ONION"));
        assertEquals(
                List.of("ONION invalid:" + wrong + ".onion"), values(wrong + ".onion", "ONION"));
    }

    @Test
    void findsAddressesOfMail() throws IOException {
        assertEquals(
                List.of("EMAIL ana.b+c@example.org 5-24", "EMAIL x@sub.example.com 27-44"),
                found("mail Ana.B+c@example.org, <x@sub.example.com> not@here", "EMAIL"));
    }

    @Test
    void findsNumbersThatSayTheirCountryAndNoOthers() throws IOException {
        assertEquals(
                List.of("PHONE +447700900123", "PHONE +34600000000", "PHONE +12025550123"),
                values(
                        "call +44 7700 900-123 or 0034 600 000 000, wa.me/12025550123; order 4470012345 of 12.05.2024",
                        "PHONE"));
    }

    @Test
    void timeGrowsWithTheLengthOfHostileTextAndWithNothingElse() {
        String[] hostile = {
            "@".repeat(200_000),
            "a.".repeat(200_000) + "@",
            "+1 ".repeat(200_000),
            "www.".repeat(200_000),
            "https://chat.whatsapp.com/".repeat(20_000),
            "((((".repeat(50_000) + "http://a" + ")".repeat(200_000),
            "a@b.".repeat(100_000),
            "a2".repeat(200_000) + ".onion"
        };
        for (String text : hostile) {
            assertTimeout(
                    Duration.ofSeconds(20),
                    () -> {
                        for (Finder finder : Finders.all()) {
                            finder.find(text, (kind, value, start, end) -> {});
                        }
                    });
        }
    }

    @Test
    void placesOfMentionsLieWithinTheTextWhateverItHolds() throws IOException {
        long seed = 20_261_124;
        Random random = new Random(seed);
        String[] pieces = {
            "http://",
            "@",
            ".onion",
            "+44",
            "7700900123",
            "chat.whatsapp.com/",
            "AbCdEfGhIjKlMnOpQrStUv",
            " ",
            "\ud800",
            "é",
            "\u202e",
            "(",
            ")",
            "www."
        };
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 12; i++) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            for (Finder finder : Finders.all()) {
                finder.find(
                        text,
                        (kind, value, start, end) ->
                                assertTrue(
                                        0 <= start && start < end && end <= text.length(),
                                        "seed " + seed + ": " + text));
            }
        }
    }

    private static List<String> values(String text, String kind) throws IOException {
        return found(text, kind).stream()
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .toList();
    }

    private static List<String> found(String text, String kind) throws IOException {
        List<String> found = new ArrayList<>();
        for (Finder finder : Finders.all()) {
            finder.find(
                    text,
                    (of, value, start, end) -> {
                        if (of.name().equals(kind)) {
                            found.add(of + " " + value + " " + start + "-" + end);
                        }
                    });
        }
        return found;
    }
}
