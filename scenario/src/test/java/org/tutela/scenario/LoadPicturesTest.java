package org.tutela.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tutela.model.Content;
import org.tutela.model.Stack;
import org.tutela.scenario.load.LoadPictures;

final class LoadPicturesTest {
    private static final LoadPictures LOAD = new LoadPictures(7, 5, 2_000);

    @Test
    void everyFourthFileIsACopyOnAnotherDevice() {
        Map<String, Set<String>> sources = new HashMap<>();
        int files = 0;
        for (int device = 0; device < LOAD.sources(); device++) {
            String before = "";
            Iterator<Content> contents = LOAD.contents(device);
            while (contents.hasNext()) {
                Content content = contents.next();
                assertTrue(before.compareTo(content.seen().address()) < 0);
                before = content.seen().address();
                sources.computeIfAbsent(content.sha256().toString(), any -> new HashSet<>())
                        .add(content.seen().source().toString());
                files++;
            }
        }
        assertEquals(2_000, files);
        assertEquals(1_500, sources.size());
        assertEquals(500, sources.values().stream().filter(on -> on.size() == 2).count());
    }

    @Test
    void namesAStackByItsSmallestContent() {
        Map<String, Set<String>> members = new HashMap<>();
        Iterator<Stack> stacks = LOAD.stacks();
        while (stacks.hasNext()) {
            Stack row = stacks.next();
            members.computeIfAbsent(row.stack(), any -> new HashSet<>())
                    .add(row.sha256().toString());
        }
        members.forEach((stack, contents) ->
                assertEquals(stack, contents.stream().min(String::compareTo).orElseThrow()));
        assertEquals(2 + 2 * 23, members.size());
        assertEquals(203, members.values().stream().mapToInt(Set::size).max().orElseThrow());
        assertTrue(LOAD.matches(0).hasNext());
        assertTrue(LOAD.citations().hasNext());
    }
}
