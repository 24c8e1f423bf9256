package org.tutela.scenario.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tutela.scenario.plan.PlannedMessage.Body;
import org.tutela.scenario.plan.PlannedMessage.Reaction;
import org.tutela.scenario.plan.PlannedMessage.Vote;

/// What people write when nothing else happens.
final class Talk {
    private static final List<String> SIGNS = List.of("👍", "❤️", "😂", "⚽", "🍅");

    private final Stage stage;
    private final Dice dice;
    private final List<Integer> pictures;
    private final int documents;
    private final List<Sent> sent = new ArrayList<>();
    private int used;

    private record Sent(int room, int picture, int score) {}

    /// Pictures and documents are given by their places in the plan.
    Talk(Stage stage, List<Integer> pictures, int documents) {
        this.stage = stage;
        this.dice = stage.dice;
        this.pictures = pictures;
        this.documents = documents;
    }

    /// One turn: one message somewhere, perhaps with reactions.
    void turn() {
        Room room = dice.pick(stage.rooms);
        if (!room.group && dice.percent(50)) {
            room = stage.rooms.get(dice.below(stage.scale.groups()));
        }
        List<Integer> able = room.members.stream().filter(stage::active).toList();
        if (able.isEmpty() || (!room.group && able.size() < 2)) {
            return;
        }
        int sender = dice.pick(able);
        PlannedMessage message = write(room, sender);
        if (dice.percent(15)) {
            react(room, message);
        }
    }

    private PlannedMessage write(Room room, int sender) {
        int kind = dice.below(100);
        if (kind < 58) {
            return words(room, sender);
        } else if (kind < 78) {
            return picture(room, sender);
        } else if (kind < 86) {
            return forward(room, sender);
        }
        Body body =
                switch (kind) {
                    case 86, 87, 88 ->
                            new Body.Place(
                                    dice.between(36_000, 59_000) / 1000.0,
                                    dice.between(-9_000, 18_000) / 1000.0,
                                    Words.place(dice));
                    case 89, 90, 91 -> new Body.ContactCard(acquaintance());
                    case 92, 93, 94 -> poll(room);
                    case 95, 96, 97 -> new Body.Document(dice.below(documents));
                    default ->
                            room.group
                                    ? new Body.Text(Words.sentence(dice), null, null)
                                    : new Body.Call(dice.between(5, 900), dice.percent(30));
                };
        return stage.say(room, sender, body);
    }

    private PlannedMessage words(Room room, int sender) {
        Integer mentioned =
                room.group && !room.known.isEmpty() && dice.percent(6)
                        ? dice.pick(List.copyOf(room.known))
                        : null;
        String text = Words.sentence(dice);
        if (mentioned != null) {
            text = "@" + mention(room, mentioned) + " " + text;
        }
        String replyTo =
                !room.recent.isEmpty() && dice.percent(15) ? dice.pick(room.recent).key() : null;
        return stage.say(room, sender, new Body.Text(text, mentioned, null), 0, replyTo);
    }

    /// Text names people by the digits of their address, as the messenger stores it.
    private String mention(Room room, int account) {
        PlannedAccount of = stage.cast.accounts().get(account);
        return room.byLid ? of.lid() : of.number();
    }

    private PlannedMessage picture(Room room, int sender) {
        int picture = pictures.get(used++ % pictures.size());
        sent.add(new Sent(room.index, picture, 0));
        return stage.say(room, sender, new Body.Picture(picture, caption()));
    }

    private @Nullable String caption() {
        return dice.percent(40) ? Words.sentence(dice) : null;
    }

    /// Passes on a picture from another conversation that the sender is in.
    private PlannedMessage forward(Room room, int sender) {
        for (int attempt = 0; attempt < 10 && !sent.isEmpty(); attempt++) {
            Sent from = sent.get(Math.max(0, sent.size() - 1 - dice.below(60)));
            if (from.room() != room.index
                    && stage.rooms.get(from.room()).members.contains(sender)) {
                sent.add(new Sent(room.index, from.picture(), from.score() + 1));
                return stage.say(
                        room,
                        sender,
                        new Body.Picture(from.picture(), null),
                        from.score() + 1,
                        null);
            }
        }
        return words(room, sender);
    }

    private int acquaintance() {
        return dice.pick(
                IntStream.range(0, stage.cast.changer())
                        .filter(a -> !stage.cast.shy(a))
                        .boxed()
                        .toList());
    }

    private Body poll(Room room) {
        List<String> options = List.of("Saturday", "Sunday", "Not at all");
        List<Vote> votes = new ArrayList<>();
        for (int voter : dice.some(witnesses(room), 3)) {
            long at = stage.now() + dice.between(2_000, 50_000);
            votes.add(new Vote(stage.key(voter), voter, at, dice.below(options.size())));
        }
        return new Body.Poll("When do we meet, " + Words.place(dice) + "?", options, votes);
    }

    private void react(Room room, PlannedMessage message) {
        List<Reaction> reactions = new ArrayList<>();
        for (int account : dice.some(witnesses(room), dice.between(1, 3))) {
            long at = message.at() + dice.between(1_000, 50_000);
            reactions.add(new Reaction(stage.key(account), account, at, dice.pick(SIGNS)));
        }
        stage.messages.set(stage.messages.size() - 1, message.withReactions(reactions));
    }

    private List<Integer> witnesses(Room room) {
        return room.known.stream().filter(stage::active).toList();
    }
}
