package org.tutela.scenario.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tutela.scenario.plan.PlannedMessage.Body;
import org.tutela.scenario.plan.PlannedMessage.Fate;

/// What people did to messages afterwards: edited, deleted for everyone, deleted on their own
/// phone. Nothing is lost on all phones, and no answer quotes what the phone that shows it does not
/// hold.
final class Aftermath {
    private static final int MARGIN = 3;

    private final Set<String> anchors;
    private final Dice dice;
    private final List<PlannedMessage> messages;
    private final List<PhoneView> views;
    private final Map<String, Integer> holders = new HashMap<>();
    private final Map<Integer, Set<String>> held = new HashMap<>();
    private final Set<String> quoted = new HashSet<>();
    private final Map<Integer, Set<String>> lost = new TreeMap<>();
    private final Map<String, Integer> keeper = new HashMap<>();

    Aftermath(Operation played, Set<String> anchors, Dice dice) {
        this.anchors = anchors;
        this.dice = dice;
        this.messages = new ArrayList<>(played.messages());
        this.views = played.phones().stream().map(p -> PhoneView.of(played, p, Set.of())).toList();
        for (PhoneView view : views) {
            Set<String> keys = new HashSet<>();
            view.messages().forEach(message -> keys.add(message.key()));
            keys.forEach(key -> holders.merge(key, 1, Integer::sum));
            held.put(view.exhibit(), keys);
        }
        played.messages().stream()
                .map(PlannedMessage::replyTo)
                .filter(java.util.Objects::nonNull)
                .forEach(quoted::add);
    }

    List<PlannedMessage> messages() {
        return messages;
    }

    List<PhoneView> views() {
        return views;
    }

    Map<Integer, Set<String>> lost() {
        return lost;
    }

    Map<String, Integer> keeper() {
        return keeper;
    }

    void run() {
        for (int i = 0; i < messages.size(); i++) {
            messages.set(i, fate(messages.get(i)));
        }
        loseMessages();
        for (int i = 0; i < messages.size(); i++) {
            PlannedMessage message = messages.get(i);
            if (message.replyTo() != null && !quotable(message, message.replyTo())) {
                messages.set(i, message.withoutReply());
            }
        }
    }

    private PlannedMessage fate(PlannedMessage message) {
        boolean plain =
                message.body() instanceof Body.Text text
                        && text.invite() == null
                        && !anchors.contains(message.key())
                        && !quoted.contains(message.key())
                        && holders.getOrDefault(message.key(), 0) > 1;
        if (!plain) {
            return message;
        }
        int chance = dice.below(100);
        if (chance < 3 && message.body() instanceof Body.Text text) {
            return message.withBody(
                            new Body.Text(text.text() + " (corrected)", text.mentioned(), null))
                    .withFate(Fate.EDITED);
        }
        if (chance < 6) {
            List<Integer> others =
                    views.stream()
                            .filter(view -> view.owner() != message.sender())
                            .filter(view -> holds(view, message.key()))
                            .map(PhoneView::exhibit)
                            .toList();
            keeper.put(message.key(), dice.pick(others));
            return message.withFate(Fate.REVOKED).withReactions(List.of());
        }
        return message;
    }

    private boolean holds(PhoneView view, String key) {
        return held.getOrDefault(view.exhibit(), Set.of()).contains(key);
    }

    /// In each third conversation that several phones hold, one phone loses some messages; in the
    /// one that phones hold most copies of it loses a third of them.
    private void loseMessages() {
        Map<Integer, List<PhoneView>> shared = new TreeMap<>();
        for (PhoneView view : views) {
            for (int conversation : view.conversations()) {
                shared.computeIfAbsent(conversation, _ -> new ArrayList<>()).add(view);
            }
        }
        shared.values().removeIf(phones -> phones.size() < 2);
        int most =
                Collections.max(
                        shared.keySet(),
                        Comparator.comparingLong(conversation -> copies(shared, conversation)));
        shared.forEach((conversation, phones) -> {
            if (conversation == most || conversation % 3 == 0) {
                lose(dice.pick(phones), conversation, conversation == most ? 33 : 8);
            }
        });
    }

    private static long copies(Map<Integer, List<PhoneView>> shared, int conversation) {
        return shared.getOrDefault(conversation, List.of()).stream()
                .flatMap(view -> view.messages().stream())
                .filter(message -> message.conversation() == conversation)
                .count();
    }

    private void lose(PhoneView view, int conversation, int percent) {
        List<PlannedMessage> held =
                view.messages().stream().filter(m -> m.conversation() == conversation).toList();
        Set<String> keys = lost.computeIfAbsent(view.exhibit(), _ -> new HashSet<>());
        for (int i = MARGIN; i < held.size() - MARGIN; i++) {
            String key = held.get(i).key();
            if (!anchors.contains(key)
                    && !keeper.containsKey(key)
                    && holders.getOrDefault(key, 0) > 1
                    && dice.percent(percent)) {
                keys.add(key);
            }
        }
    }

    private boolean quotable(PlannedMessage reply, String key) {
        for (PhoneView view : views) {
            Set<String> gone = lost.getOrDefault(view.exhibit(), Set.of());
            if (holds(view, reply.key())
                    && !gone.contains(reply.key())
                    && (!holds(view, key) || gone.contains(key))) {
                return false;
            }
        }
        return true;
    }
}
