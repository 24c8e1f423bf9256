package org.tutela.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tutela.model.Address;
import org.tutela.model.Message;
import org.tutela.scenario.load.LoadFacts;

final class LoadFactsTest {
    @Test
    void showsEveryMessageToThreeDevices() {
        LoadFacts load = new LoadFacts(7, 5, 30_000);
        Map<String, Integer> seen = new HashMap<>();
        Set<String> facts = new HashSet<>();
        long total = 0;
        for (int device = 0; device < load.sources(); device++) {
            String before = "";
            Iterator<Message> messages = load.messages(device);
            while (messages.hasNext()) {
                Message message = messages.next();
                seen.merge(message.messageKey(), 1, Integer::sum);
                assertTrue(facts.add(message.seen().fact().toString()));
                assertTrue(before.compareTo(message.seen().address()) < 0);
                before = message.seen().address();
                total++;
            }
            assertEquals(load.source(device), Address.parse(before).source());
        }
        assertEquals(30_000, total);
        assertEquals(10_000, seen.size());
        assertTrue(seen.values().stream().allMatch(count -> count == 3));
    }

    @Test
    void givesTheSameRowsAgain() {
        LoadFacts load = new LoadFacts(7, 5, 3_000);
        Iterator<Message> one = load.messages(2);
        Iterator<Message> other = new LoadFacts(7, 5, 3_000).messages(2);
        while (one.hasNext()) {
            assertEquals(one.next(), other.next());
        }
        assertTrue(load.memberships(0).hasNext());
        assertTrue(load.accounts(0).next().owner());
        assertTrue(load.conversations(0).hasNext());
    }
}
