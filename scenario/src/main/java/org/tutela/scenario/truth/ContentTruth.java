package org.tutela.scenario.truth;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tutela.scenario.content.Contents;
import org.tutela.scenario.plan.Operation;
import org.tutela.scenario.plan.PhoneView;
import org.tutela.scenario.plan.Placement;
import org.tutela.scenario.plan.Placement.Fate;
import org.tutela.scenario.plan.Placement.What;
import org.tutela.scenario.plan.PlannedMessage;
import org.tutela.scenario.plan.PlannedMessage.Body;
import org.tutela.scenario.plan.PlannedPicture;

/// What must be found about contents: who passed what on, what looks alike, what is on a list, what
/// was deleted.
final class ContentTruth {
    /// The name of the list of known pictures.
    static final String KNOWN_PICTURES = "known-pictures";

    /// The name of the list of known good files.
    static final String KNOWN_GOOD = "known-good";

    private final Operation plan;
    private final List<PhoneView> views;
    private final Contents contents;

    ContentTruth(Operation plan, List<PhoneView> views, Contents contents) {
        this.plan = plan;
        this.views = views;
        this.contents = contents;
    }

    Table spread() {
        Table table =
                new Table(
                        "spread",
                        "sha256",
                        "account",
                        "conversation",
                        "message_key",
                        "sent",
                        "forwarded");
        for (PhoneView view : views) {
            for (PlannedMessage message : view.messages()) {
                contents.carried(message)
                        .ifPresent(carried ->
                                table.add(
                                        carried.sha256(),
                                        plan.accounts().get(message.sender()).account(),
                                        plan.conversationId(message.conversation()),
                                        message.key(),
                                        Table.time(message.at()),
                                        message.forwardScore() > 0));
            }
        }
        return table;
    }

    /// The pictures whose bytes lie in some exhibit, by digest.
    private Map<String, PlannedPicture> present() {
        Map<String, PlannedPicture> present = new TreeMap<>();
        for (PhoneView view : views) {
            for (PlannedMessage message : view.messages()) {
                if (message.body() instanceof Body.Picture picture && view.holdsFile(message)) {
                    put(present, picture.picture());
                }
            }
        }
        for (Placement placement : plan.placements()) {
            if (placement.what() == What.PICTURE && placement.fate() != Fate.OVERWRITTEN) {
                put(present, placement.number());
            }
        }
        return present;
    }

    private void put(Map<String, PlannedPicture> present, int picture) {
        present.put(contents.pictureSha256(picture), plan.pictures().get(picture));
    }

    /// Contents of one scene are a stack, named by its smallest digest; a single content is none.
    Table stacks() {
        Table table = new Table("stack", "stack", "sha256");
        Map<Integer, TreeSet<String>> scenes = new HashMap<>();
        present()
                .forEach((sha256, picture) ->
                        scenes.computeIfAbsent(picture.scene(), _ -> new TreeSet<>()).add(sha256));
        for (TreeSet<String> stack : scenes.values()) {
            if (stack.size() > 1) {
                stack.forEach(sha256 -> table.add(stack.first(), sha256));
            }
        }
        return table;
    }

    Table known() {
        Table table = new Table("known", "sha256", "list", "match");
        Map<Integer, String> listed = new HashMap<>();
        for (int picture : plan.listed()) {
            listed.put(plan.pictures().get(picture).scene(), contents.pictureSha256(picture));
        }
        present()
                .forEach((sha256, picture) -> {
                    String entry = listed.get(picture.scene());
                    if (entry != null) {
                        table.add(
                                sha256, KNOWN_PICTURES, entry.equals(sha256) ? "EXACT" : "SIMILAR");
                    }
                });
        for (Placement placement : plan.placements()) {
            if (placement.what() == What.DOCUMENT) {
                table.add(contents.documentSha256(placement.number()), KNOWN_GOOD, "EXACT");
            }
        }
        return table;
    }

    Table deleted() {
        Table table = new Table("deleted", "exhibit", "path", "sha256", "recoverable");
        for (Placement placement : plan.placements()) {
            if (placement.fate() != Fate.LIVE) {
                table.add(
                        plan.exhibits().get(placement.exhibit()).reference(),
                        placement.path(),
                        contents.pictureSha256(placement.number()),
                        placement.fate() == Fate.DELETED);
            }
        }
        return table;
    }
}
