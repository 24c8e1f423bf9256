package org.tutela.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tutela.scenario.build.ExhibitBuilder;
import org.tutela.scenario.build.KnownLists;
import org.tutela.scenario.content.Contents;
import org.tutela.scenario.plan.Operation;
import org.tutela.scenario.plan.PlannedExhibit;
import org.tutela.scenario.plan.Planner;
import org.tutela.scenario.plan.Scale;
import org.tutela.scenario.truth.Truth;

/// A made-up operation: invented people in many countries chat about football and recipes, some of
/// their devices are seized, and what an examination must find is known. The same scale and seed
/// give the same bytes.
public final class Scenario {
    private final Operation plan;

    private Scenario(Operation plan) {
        this.plan = plan;
    }

    /// 8 groups, 25 accounts of 8 countries, 9 exhibits, 600 pictures: seconds to make.
    public static Scenario small(long seed) {
        return of(Scale.small(), seed);
    }

    /// 96 groups, 136 accounts of 18 countries, 40 exhibits: minutes to make.
    public static Scenario operation(long seed) {
        return of(Scale.operation(), seed);
    }

    /// An operation of any scale.
    public static Scenario of(Scale scale, long seed) {
        return new Scenario(Planner.plan(scale, seed));
    }

    /// What happens in it.
    public Operation plan() {
        return plan;
    }

    /// Writes `truth/*.csv`, then `lists/…`, `exhibits/…` and `exhibits.csv` into `folder`, which
    /// is created where missing and must hold none of them.
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Contents contents = new Contents(plan);
        Truth.write(plan, contents, folder.resolve("truth"));
        KnownLists.write(plan, contents, folder.resolve("lists"));
        new ExhibitBuilder(plan, contents, folder).build();
        Files.writeString(folder.resolve("exhibits.csv"), exhibits(), StandardCharsets.UTF_8);
    }

    private String exhibits() {
        StringBuilder text =
                new StringBuilder("exhibit,path,kind,country,holder,seized,authority\r\n");
        for (PlannedExhibit exhibit : plan.exhibits()) {
            text.append(exhibit.reference())
                    .append(',')
                    .append(exhibit.path())
                    .append(',')
                    .append(exhibit.kind().word())
                    .append(',')
                    .append(exhibit.country().code())
                    .append(',')
                    .append(exhibit.holder())
                    .append(",2026-05-24,Made-up court order ")
                    .append(exhibit.country().code())
                    .append(" 12/2026\r\n");
        }
        return text.toString();
    }
}
