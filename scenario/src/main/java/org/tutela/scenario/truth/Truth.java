package org.tutela.scenario.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tutela.scenario.content.Contents;
import org.tutela.scenario.plan.Operation;
import org.tutela.scenario.plan.PhoneView;

/// Writes what an examination of the operation must find, from the plan alone: nothing here has
/// seen a database, an image or the product. The rules are in `docs/decisions/0100-truth.md`.
public final class Truth {
    /// The name that the list of known pictures must be added under.
    public static final String KNOWN_PICTURES = ContentTruth.KNOWN_PICTURES;

    /// The name that the list of known good files must be added under.
    public static final String KNOWN_GOOD = ContentTruth.KNOWN_GOOD;

    private Truth() {}

    /// Writes one CSV file per table into `folder`, which is created where missing.
    public static void write(Operation plan, Contents contents, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<PhoneView> views = PhoneView.all(plan);
        LinkedTruth linked = new LinkedTruth(plan, views);
        ContentTruth content = new ContentTruth(plan, views, contents);
        for (Table table :
                List.of(
                        linked.deviceOwners(),
                        linked.accounts(),
                        linked.aliases(),
                        linked.successions(),
                        linked.conversations(),
                        linked.messages(),
                        linked.memberships(),
                        linked.leads(),
                        content.spread(),
                        content.stacks(),
                        content.known(),
                        content.deleted())) {
            table.write(folder);
        }
    }
}
