package org.tutela.scenario.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.tutela.scenario.plan.Placement.Fate;
import org.tutela.scenario.plan.Placement.What;
import org.tutela.scenario.plan.PlannedExhibit.Kind;
import org.tutela.scenario.plan.PlannedMessage.Body;
import org.tutela.scenario.plan.PlannedPicture.Made;

/// Pictures and documents, which of them are on a list, and where they lie outside the messenger.
final class Props {
    /// A list holds pictures that no exhibit has, too.
    private static final int ONLY_LISTED = 10;

    private static final long SEIZED = 1_779_200_000_000L;

    private static final List<Made> COPIES = List.of(Made.REENCODED, Made.RESIZED, Made.MIRRORED);

    private final Dice dice;
    private final int originals;
    private final List<PlannedPicture> pictures = new ArrayList<>();
    private final List<PlannedDocument> documents;
    private final List<Integer> listed = new ArrayList<>();

    Props(Scale scale, Dice dice) {
        this.dice = dice;
        this.documents = Papers.of(dice);
        this.originals = scale.pictures() * 7 / 10;
        for (int i = 0; i < scale.pictures(); i++) {
            Made made = i < originals ? Made.ORIGINAL : COPIES.get(i % 3);
            pictures.add(
                    new PlannedPicture(i, i < originals ? i : (i - originals) % originals, made));
        }
        for (int i = 0; i < ONLY_LISTED; i++) {
            pictures.add(new PlannedPicture(pictures.size(), scale.pictures() + i, Made.ORIGINAL));
        }
        int copied = scale.pictures() - originals;
        for (int i = 0; i < copied / 6; i++) {
            listed.add(i * 5);
        }
        for (int i = 0; i < copied / 6; i++) {
            listed.add(originals - 1 - i);
        }
        IntStream.range(scale.pictures(), pictures.size()).forEach(listed::add);
    }

    List<PlannedPicture> pictures() {
        return pictures;
    }

    List<PlannedDocument> documents() {
        return documents;
    }

    List<Integer> listed() {
        return listed;
    }

    /// Pictures that people send: every third of all.
    List<Integer> forChats() {
        return dice.shuffled(
                IntStream.range(0, pictures.size() - ONLY_LISTED)
                        .filter(i -> i % 3 == 0)
                        .boxed()
                        .toList());
    }

    /// Places every picture that was not sent, some that were, and every document.
    List<Placement> placements(Operation played) {
        Set<Integer> sent = new HashSet<>();
        for (PlannedMessage message : played.messages()) {
            if (message.body() instanceof Body.Picture picture) {
                sent.add(picture.picture());
            }
        }
        List<Integer> homes =
                IntStream.range(0, played.exhibits().size())
                        .flatMap(i ->
                                IntStream.generate(() -> i)
                                        .limit(played.exhibits().get(i).kind().phone() ? 1 : 3))
                        .boxed()
                        .toList();
        List<Placement> placements = new ArrayList<>();
        for (int i = 0; i < pictures.size() - ONLY_LISTED; i++) {
            if (!sent.contains(i) || dice.percent(20)) {
                placements.add(place(played, dice.pick(homes), i));
            }
        }
        List<Integer> computers =
                homes.stream().filter(i -> !played.exhibits().get(i).kind().phone()).toList();
        for (PlannedDocument document : documents) {
            int home = computers.get(document.index() % computers.size());
            placements.add(
                    new Placement(
                            home,
                            "Documents/" + document.name(),
                            What.DOCUMENT,
                            document.index(),
                            Fate.LIVE,
                            SEIZED - dice.below(100) * 86_400_000L));
        }
        return placements;
    }

    private Placement place(Operation played, int home, int picture) {
        Kind kind = played.exhibits().get(home).kind();
        String name = String.format(Locale.ROOT, "IMG_%04d.jpg", picture);
        String folder =
                switch (kind) {
                    case DISK_E01 ->
                            dice.percent(50) ? "Users/Anna/Pictures/Summer holidays" : "Pictures";
                    case STICK_RAW ->
                            dice.percent(50) ? "Photos" : "Photos/Old pictures of the club";
                    case FOLDER -> "pictures";
                    case PHONE_ZIP, PHONE_DUMP_ZIP, PHONE_TAR, PHONE_TAR_GZ, PHONE_ZIP_WAL ->
                            "data/media/0/DCIM/Camera";
                };
        boolean volume = kind == Kind.DISK_E01 || kind == Kind.STICK_RAW;
        int chance = dice.below(100);
        Fate fate =
                !volume || chance >= 16 ? Fate.LIVE : chance < 12 ? Fate.DELETED : Fate.OVERWRITTEN;
        if (fate == Fate.DELETED) {
            name = "Deleted picture " + picture + ".jpg";
        } else if (fate == Fate.OVERWRITTEN) {
            name = "Overwritten picture " + picture + ".jpg";
        }
        long at = SEIZED - dice.below(100) * 86_400_000L - dice.below(86_400) * 1000L;
        return new Placement(home, folder + "/" + name, What.PICTURE, picture, fate, at);
    }
}
