package org.tutela.scenario.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tutela.scenario.plan.GroupEvent.What;
import org.tutela.scenario.plan.PlannedMessage.Body;
import org.tutela.scenario.plan.PlannedMessage.Fate;

/// Time, conversations and what happened so far while the operation is being played. Whoever acts
/// in a group has left a trace in evidence before: so the truth never depends on a trace that only
/// some messengers keep.
final class Stage {
    /// 2026-01-05 08:00 UTC.
    private static final long FIRST = 1_767_600_000_000L;

    private static final long DAYS = 130L * 24 * 3600 * 1000;
    private static final int REMEMBERED = 6;

    final Scale scale;
    final Cast cast;
    final Dice dice;
    final List<Room> rooms = new ArrayList<>();
    final List<GroupEvent> events = new ArrayList<>();
    final List<PlannedMessage> messages = new ArrayList<>();
    final List<NumberChange> changes = new ArrayList<>();

    /// Keys of messages that evidence must keep: traces that others rest on.
    final Set<String> anchors = new HashSet<>();

    private final Set<Integer> absent = new TreeSet<>();
    private long clock = FIRST;

    Stage(Scale scale, Cast cast, Dice dice) {
        this.scale = scale;
        this.cast = cast;
        this.dice = dice;
        absent.add(cast.successor());
        for (int i = 0; i < scale.groups(); i++) {
            rooms.add(new Room(i, true, i % 8 == 2 || i % 8 == 5, dice));
        }
    }

    long now() {
        return clock;
    }

    /// Time until the next turn.
    void wait(int turns) {
        long average = DAYS / scale.messages();
        clock += (long) (average * 2 * dice.unit() * turns) + 60_000;
    }

    /// A moment later.
    long moment() {
        clock += dice.between(2_000, 50_000);
        return clock;
    }

    boolean active(int account) {
        return !absent.contains(account);
    }

    void exchange(int before, int after) {
        absent.add(before);
        absent.remove(after);
    }

    /// Whether some phone sees what happens in the room.
    boolean seen(Room room) {
        return room.members.stream().anyMatch(cast::ownsPhone);
    }

    /// Whether nobody else's phone would see the room without the account.
    boolean lastWitness(Room room, int account) {
        return cast.ownsPhone(account)
                && room.members.stream().filter(cast::ownsPhone).count() == 1;
    }

    /// Whether the account may be a member of the room.
    boolean fits(Room room, int account) {
        return active(account) && (room.byLid || !cast.shy(account));
    }

    void create(Room room, int creator, List<Integer> others) {
        room.creator = creator;
        room.created = moment();
        room.admins.add(creator);
        room.members.add(creator);
        room.known.add(creator);
        events.add(
                new GroupEvent(room.index, room.created, What.CREATED, creator, List.of(creator)));
        clock += 2_000;
        add(room, creator, others);
    }

    void add(Room room, int actor, List<Integer> targets) {
        room.members.addAll(targets);
        event(room, What.ADDED, actor, targets);
        if (seen(room)) {
            room.known.addAll(targets);
        }
    }

    void joinByLink(Room room, int account) {
        room.members.add(account);
        room.known.add(account);
        event(room, What.JOINED_BY_LINK, account, List.of(account));
    }

    void leave(Room room, int account) {
        trace(room, account);
        event(room, What.LEFT, account, List.of(account));
        forget(room, account);
    }

    void remove(Room room, int actor, int account) {
        trace(room, actor);
        trace(room, account);
        event(room, What.REMOVED, actor, List.of(account));
        forget(room, account);
    }

    void promote(Room room, int actor, int account) {
        trace(room, actor);
        trace(room, account);
        event(room, What.PROMOTED, actor, List.of(account));
        room.admins.add(account);
    }

    void rename(Room room, int actor) {
        event(room, What.RENAMED, actor, List.of());
    }

    private void forget(Room room, int account) {
        room.members.remove(account);
        room.admins.remove(account);
        room.known.remove(account);
        room.gone.add(account);
    }

    private void event(Room room, What what, int actor, List<Integer> targets) {
        events.add(new GroupEvent(room.index, moment(), what, actor, targets));
    }

    /// Lets the account say something where evidence knows nothing of its presence.
    void trace(Room room, int account) {
        if (!room.known.contains(account)) {
            say(room, account, new Body.Text(Words.sentence(dice), null, null));
        }
    }

    PlannedMessage say(Room room, int sender, Body body) {
        return say(room, sender, body, 0, null);
    }

    PlannedMessage say(
            Room room, int sender, Body body, int forwardScore, @Nullable String replyTo) {
        PlannedMessage message =
                new PlannedMessage(
                        key(sender),
                        room.index,
                        sender,
                        moment(),
                        body,
                        forwardScore,
                        replyTo,
                        Fate.LIVE,
                        List.of());
        messages.add(message);
        if (room.group && seen(room) && room.known.add(sender)) {
            anchors.add(message.key());
        }
        room.recent.add(message);
        if (room.recent.size() > REMEMBERED) {
            room.recent.removeFirst();
        }
        return message;
    }

    /// An id as the sender's kind of device makes them.
    String key(int sender) {
        return switch (sender % 3) {
            case 0 -> dice.hex(32);
            case 1 -> "3A" + dice.hex(18);
            default -> "3EB0" + dice.hex(18);
        };
    }
}
