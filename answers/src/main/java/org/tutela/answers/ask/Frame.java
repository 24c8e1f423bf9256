package org.tutela.answers.ask;

import java.io.IOException;
import org.tutela.answers.Kept;

/// What stands in the frame of every page: counts of what the viewer needs to know.
public record Frame() implements Question<Frame.Counts> {
    /// The counts.
    ///
    /// @param groups groups
    /// @param accounts linked accounts
    /// @param countries countries that accounts point to
    /// @param exhibits exhibits
    /// @param generation generation of the catalog
    /// @param runPercent how far the run is that is at the case now; -1 where there is none
    public record Counts(
            long groups,
            long accounts,
            long countries,
            long exhibits,
            int generation,
            long runPercent) {
        /// For who may see nothing of the case.
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, -1);
    }

    /// Every page asks for it.
    static final Kept COUNTS =
            new Kept(
                    "frame_counts",
                    """
                    SELECT (SELECT count(*) FROM {linked_conversation} WHERE kind = 'GROUP') AS groups,
                        (SELECT count(*) FROM {linked_account}) AS accounts,
                        (SELECT count(DISTINCT country) FROM {linked_account}) AS countries,
                        (SELECT count(DISTINCT exhibit) FROM {exhibits}) AS exhibits
                    """);

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return "";
    }

    @Override
    public Counts answer(Desk desk) throws IOException {
        desk.keep(COUNTS);
        Row row = desk.row("SELECT * FROM {frame_counts}");
        return new Counts(
                row.number("groups"),
                row.number("accounts"),
                row.number("countries"),
                row.number("exhibits"),
                desk.generation(),
                new RunNow().answer(desk).map(RunNow.Answer::percent).orElse(-1L));
    }
}
