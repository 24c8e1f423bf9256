package org.tutela.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tutela.scenario.plan.GroupEvent;
import org.tutela.scenario.plan.Operation;
import org.tutela.scenario.plan.PhoneView;
import org.tutela.scenario.plan.PlannedMessage;
import org.tutela.scenario.plan.PlannedMessage.Fate;
import org.tutela.scenario.plan.Presence;

/// What must hold in every plan, for some seeds.
final class PlanTest {
    @Test
    void holdsItsPromisesForManySeeds() {
        for (long seed = 100; seed < 112; seed++) {
            Operation plan = Scenario.small(seed).plan();
            String where = "seed " + seed;
            hasEveryKindOfEvent(plan, where);
            losesNothingEverywhere(plan, where);
            letsOnlyMembersWrite(plan, where);
            quotesOnlyWhatIsHeld(plan, where);
        }
    }

    private static void hasEveryKindOfEvent(Operation plan, String where) {
        EnumSet<GroupEvent.What> seen = EnumSet.noneOf(GroupEvent.What.class);
        for (PhoneView view : PhoneView.all(plan)) {
            view.events().forEach(event -> seen.add(event.what()));
        }
        assertEquals(EnumSet.allOf(GroupEvent.What.class), seen, where);
        EnumSet<Fate> fates = EnumSet.noneOf(Fate.class);
        plan.messages().forEach(message -> fates.add(message.fate()));
        assertEquals(EnumSet.allOf(Fate.class), fates, where);
        assertEquals(1, plan.changes().size(), where);
        assertFalse(plan.mapper().isEmpty(), where);
        Set<Class<?>> bodies = new HashSet<>();
        plan.messages().forEach(message -> bodies.add(message.body().getClass()));
        assertEquals(8, bodies.size(), where);
    }

    private static void losesNothingEverywhere(Operation plan, String where) {
        Set<String> lost = new HashSet<>();
        plan.lost().values().forEach(lost::addAll);
        Set<String> held = new HashSet<>();
        for (PhoneView view : PhoneView.all(plan)) {
            view.messages().forEach(message -> held.add(message.key()));
        }
        assertTrue(lost.size() > 20, where);
        assertTrue(held.containsAll(lost), where);
    }

    private static void letsOnlyMembersWrite(Operation plan, String where) {
        List<Presence> presences =
                plan.accounts().stream()
                        .map(account -> Presence.of(plan.events(), account.index()))
                        .toList();
        int groups = plan.groups().size();
        for (PlannedMessage message : plan.messages()) {
            if (message.conversation() < groups) {
                Presence of = presences.get(message.sender());
                assertTrue(of.at(message.conversation(), message.at()), where);
                message.reactions()
                        .forEach(reaction ->
                                assertTrue(
                                        presences
                                                .get(reaction.account())
                                                .at(message.conversation(), message.at()),
                                        where));
            }
        }
    }

    private static void quotesOnlyWhatIsHeld(Operation plan, String where) {
        for (PhoneView view : PhoneView.all(plan)) {
            Set<String> held = new HashSet<>();
            view.messages().forEach(message -> held.add(message.key()));
            for (PlannedMessage message : view.messages()) {
                assertTrue(message.replyTo() == null || held.contains(message.replyTo()), where);
            }
        }
    }
}
