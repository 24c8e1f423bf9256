package org.tutela.scenario.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.tutela.scenario.plan.PlannedMessage.Body;

/// Plays the operation turn by turn: groups are created, people write, and every so many turns
/// somebody joins, leaves, is removed or passes an invite on.
final class Play {
    private static final int TURNS_PER_ACT = 25;

    private static final List<Act> ACTS = List.of(Act.values());

    private final Stage stage;
    private final Dice dice;
    private final Cast cast;
    private final Talk talk;
    private final List<Later> later = new ArrayList<>();

    private record Later(int turn, Runnable act) {}

    private enum Act {
        ADD,
        LINK_IN_GROUP,
        LEAVE,
        CARD,
        REMOVE,
        LINK_IN_DIRECT,
        PROMOTE,
        OWNER_PAUSES,
        REJOIN,
        OTHER_SERVICE
    }

    Play(Stage stage, Talk talk) {
        this.stage = stage;
        this.dice = stage.dice;
        this.cast = stage.cast;
        this.talk = talk;
    }

    void run() {
        openDirects();
        int turns = stage.scale.messages();
        int groups = stage.scale.groups();
        int created = 0;
        int acts = 0;
        for (int turn = 0; turn < turns; turn++) {
            stage.wait(1);
            if (created < groups && turn >= (long) created * turns / (3L * groups)) {
                create(stage.rooms.get(created++), turn);
            }
            due(turn);
            if (turn % TURNS_PER_ACT == TURNS_PER_ACT - 1) {
                act(ACTS.get(acts++ % ACTS.size()), turn);
            }
            if (turn == turns * 2 / 5) {
                retire();
            } else if (turn == turns * 9 / 20) {
                stage.changes.add(
                        new NumberChange(cast.changer(), cast.successor(), stage.moment()));
                stage.exchange(cast.changer(), cast.successor());
            } else if (turn == turns / 2) {
                comeBack();
            }
            talk.turn();
        }
        due(Integer.MAX_VALUE);
        farewell();
    }

    /// Every room ends with a few plain messages, so that no phone's last message is in doubt.
    private void farewell() {
        for (Room room : stage.rooms) {
            for (int member : dice.some(List.copyOf(room.members), 4)) {
                if (stage.active(member)) {
                    stage.say(room, member, new Body.Text(Words.sentence(dice), null, null));
                }
            }
        }
    }

    private void openDirects() {
        int changer = cast.changer();
        open(0, changer);
        open(1, changer);
        List<Integer> plain =
                IntStream.range(0, changer).filter(a -> !cast.shy(a)).boxed().toList();
        int wanted = stage.scale.groups() + stage.scale.directs() - 1;
        while (stage.rooms.size() < wanted) {
            int owner = dice.below(cast.phones());
            int other = dice.percent(30) ? dice.below(cast.phones()) : dice.pick(plain);
            if (other != owner && direct(owner, other) == null) {
                open(owner, other);
            }
        }
    }

    private void open(int one, int other) {
        Room room = new Room(stage.rooms.size(), false, false, dice);
        room.members.add(one);
        room.members.add(other);
        room.known.addAll(room.members);
        stage.rooms.add(room);
        for (int round = 0; round < 2; round++) {
            stage.say(room, one, new Body.Text(Words.sentence(dice), null, null));
            stage.say(room, other, new Body.Text(Words.sentence(dice), null, null));
        }
    }

    private @org.jspecify.annotations.Nullable Room direct(int one, int other) {
        return stage.rooms.stream()
                .filter(r -> !r.group && r.members.contains(one) && r.members.contains(other))
                .findFirst()
                .orElse(null);
    }

    private void create(Room room, int turn) {
        boolean late = room.index % 8 == 6;
        List<Integer> owners = IntStream.range(0, cast.phones()).boxed().toList();
        List<Integer> others =
                IntStream.range(cast.phones(), cast.changer())
                        .filter(a -> !cast.shy(a))
                        .boxed()
                        .toList();
        List<Integer> members = new ArrayList<>(dice.some(others, dice.between(4, 7)));
        if (room.byLid) {
            members.addAll(cast.shy());
        }
        if (room.index == 0) {
            members.add(cast.changer());
        }
        if (!late) {
            members.addAll(dice.some(owners, dice.between(2, 4)));
        }
        boolean byOwner = !late && room.index % 2 == 0;
        int creator = byOwner ? members.getLast() : members.getFirst();
        members.removeIf(member -> member == creator);
        stage.create(room, creator, members);
        if (room.index == 0) {
            stage.rename(room, creator);
        }
        if (late) {
            int newcomer = dice.pick(owners);
            later.add(
                    new Later(
                            turn + stage.scale.messages() / 12,
                            () -> stage.add(room, creator, List.of(newcomer))));
        }
    }

    private void due(int turn) {
        for (Later item : List.copyOf(later)) {
            if (item.turn() <= turn) {
                later.remove(item);
                item.act().run();
            }
        }
    }

    private void act(Act act, int turn) {
        for (Room room : dice.shuffled(stage.rooms)) {
            boolean done =
                    room.group
                            ? room.open() && stage.seen(room) && inGroup(act, room, turn)
                            : inDirect(act, room, turn);
            if (done) {
                return;
            }
        }
    }

    private boolean inGroup(Act act, Room room, int turn) {
        return switch (act) {
            case ADD -> add(room, a -> !room.gone.contains(a));
            case REJOIN -> add(room, room.gone::contains);
            case LEAVE -> leave(room, a -> !cast.ownsPhone(a));
            case REMOVE -> removeOne(room);
            case PROMOTE -> promote(room);
            case OWNER_PAUSES -> pause(room, turn);
            case LINK_IN_GROUP -> linkInGroup(room, turn);
            case OTHER_SERVICE -> otherService(room);
            case CARD, LINK_IN_DIRECT -> false;
        };
    }

    private boolean inDirect(Act act, Room room, int turn) {
        return switch (act) {
            case CARD -> inviteDirectly(room, turn, true);
            case LINK_IN_DIRECT -> inviteDirectly(room, turn, false);
            case ADD, REJOIN, LEAVE, REMOVE, PROMOTE, OWNER_PAUSES, LINK_IN_GROUP, OTHER_SERVICE ->
                    false;
        };
    }

    private int admin(Room room) {
        int actor = dice.pick(List.copyOf(room.admins.isEmpty() ? room.members : room.admins));
        room.admins.add(actor);
        stage.trace(room, actor);
        return actor;
    }

    private List<Integer> strangers(Room room) {
        return IntStream.range(0, cast.accounts().size())
                .filter(a -> stage.fits(room, a) && !room.members.contains(a))
                .boxed()
                .toList();
    }

    private boolean add(Room room, Predicate<Integer> which) {
        List<Integer> candidates = strangers(room).stream().filter(which).toList();
        if (candidates.isEmpty()) {
            return false;
        }
        stage.add(room, admin(room), dice.some(candidates, dice.between(1, 2)));
        return true;
    }

    private boolean leave(Room room, Predicate<Integer> which) {
        List<Integer> candidates = room.members.stream().filter(which).toList();
        if (room.members.size() < 6 || candidates.isEmpty()) {
            return false;
        }
        stage.leave(room, dice.pick(candidates));
        return true;
    }

    private boolean removeOne(Room room) {
        if (room.members.size() < 6) {
            return false;
        }
        int actor = admin(room);
        List<Integer> candidates =
                room.members.stream()
                        .filter(a -> a != actor && !stage.lastWitness(room, a))
                        .toList();
        if (candidates.isEmpty()) {
            return false;
        }
        stage.remove(room, actor, dice.pick(candidates));
        return true;
    }

    private boolean promote(Room room) {
        List<Integer> candidates =
                room.members.stream().filter(a -> !room.admins.contains(a)).toList();
        if (candidates.isEmpty()) {
            return false;
        }
        stage.promote(room, admin(room), dice.pick(candidates));
        return true;
    }

    /// The owner of a phone leaves and is added again later: the phone lacks what was between.
    private boolean pause(Room room, int turn) {
        List<Integer> candidates =
                room.members.stream()
                        .filter(a -> cast.ownsPhone(a) && !stage.lastWitness(room, a))
                        .toList();
        if (candidates.isEmpty()) {
            return false;
        }
        int owner = dice.pick(candidates);
        stage.leave(room, owner);
        later.add(
                new Later(
                        turn + 60,
                        () -> {
                            if (!room.members.contains(owner)) {
                                stage.add(room, admin(room), List.of(owner));
                            }
                        }));
        return true;
    }

    private boolean linkInGroup(Room room, int turn) {
        for (Room target : dice.shuffled(stage.rooms)) {
            if (!target.group || target == room || !stage.seen(target)) {
                continue;
            }
            List<Integer> posters = room.members.stream().filter(target.members::contains).toList();
            List<Integer> joiners =
                    room.known.stream()
                            .filter(a -> stage.fits(target, a) && !target.members.contains(a))
                            .toList();
            if (!posters.isEmpty() && !joiners.isEmpty()) {
                int poster = dice.pick(posters);
                stage.trace(room, poster);
                invite(room, poster, target);
                dice.some(joiners, 2).forEach(joiner -> join(target, joiner, turn));
                return true;
            }
        }
        return false;
    }

    private void invite(Room room, int poster, Room target) {
        String link = "https://chat.whatsapp.com/" + target.code;
        stage.anchors.add(
                stage.say(
                                room,
                                poster,
                                new Body.Text(
                                        "Come over to us: " + link,
                                        null,
                                        "wa-invite:" + target.code))
                        .key());
    }

    private void join(Room target, int joiner, int turn) {
        later.add(
                new Later(
                        turn + dice.between(3, 20),
                        () -> {
                            if (!target.members.contains(joiner)
                                    && stage.fits(target, joiner)
                                    && stage.seen(target)) {
                                stage.joinByLink(target, joiner);
                            }
                        }));
    }

    private boolean inviteDirectly(Room room, int turn, boolean card) {
        if (!room.members.stream().allMatch(stage::active)) {
            return false;
        }
        for (int poster : dice.shuffled(List.copyOf(room.members))) {
            int partner =
                    poster == room.members.first() ? room.members.last() : room.members.first();
            for (Room target : dice.shuffled(stage.rooms)) {
                if (target.group
                        && target.members.contains(poster)
                        && !target.members.contains(partner)
                        && stage.fits(target, partner)
                        && stage.seen(target)) {
                    if (card) {
                        stage.anchors.add(
                                stage.say(room, poster, new Body.InviteCard(target.index)).key());
                    } else {
                        invite(room, poster, target);
                    }
                    join(target, partner, turn);
                    return true;
                }
            }
        }
        return false;
    }

    private boolean otherService(Room room) {
        String hash = dice.base62(16);
        int poster = dice.pick(List.copyOf(room.known));
        stage.anchors.add(
                stage.say(
                                room,
                                poster,
                                new Body.Text(
                                        "The photos of the match are in https://t.me/+" + hash,
                                        null,
                                        "tg-invite:" + hash))
                        .key());
        return true;
    }

    /// The one who will change the number leaves all groups first.
    private void retire() {
        for (Room room : stage.rooms) {
            if (room.group && room.members.contains(cast.changer())) {
                stage.leave(room, cast.changer());
            }
        }
    }

    /// The new number is added where the old one was, and writes to an old friend.
    private void comeBack() {
        Room first = stage.rooms.getFirst();
        stage.add(first, admin(first), List.of(cast.successor()));
        stage.say(first, cast.successor(), new Body.Text("This is my new number.", null, null));
        open(0, cast.successor());
    }
}
