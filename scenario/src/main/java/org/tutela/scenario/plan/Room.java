package org.tutela.scenario.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// A conversation while the operation is being played: who is in, and what evidence can know.
final class Room {
    final int index;
    final boolean group;
    final boolean byLid;
    final String jid;
    final String code;
    final TreeSet<Integer> members = new TreeSet<>();
    final TreeSet<Integer> admins = new TreeSet<>();
    final TreeSet<Integer> gone = new TreeSet<>();

    /// Members of whose presence some phone has a trace: a seen joining, or a seen message.
    final TreeSet<Integer> known = new TreeSet<>();

    /// The last messages, newest last.
    final List<PlannedMessage> recent = new ArrayList<>();

    int creator = -1;
    long created;

    Room(int index, boolean group, boolean byLid, Dice dice) {
        this.index = index;
        this.group = group;
        this.byLid = byLid;
        this.jid = "120363" + dice.digits(12) + "@g.us";
        this.code = dice.base62(22);
    }

    boolean open() {
        return !members.isEmpty();
    }

    PlannedConversation toConversation() {
        if (!group) {
            return new PlannedConversation.Direct(index, members.first(), members.last());
        }
        return new PlannedConversation.Group(
                index,
                jid,
                Words.subject(index),
                index == 0 ? "Football" : Words.subject(index),
                created,
                creator,
                byLid,
                code);
    }
}
