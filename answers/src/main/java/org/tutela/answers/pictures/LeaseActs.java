package org.tutela.answers.pictures;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tutela.answers.ask.Act;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.Right;
import org.tutela.answers.ask.Row;
import org.tutela.casebook.review.Grades;

/// What a person does with leases.
public final class LeaseActs {
    /// Stacks looked through at once, first and later: most often the first are enough.
    private static final int FIRST_CHUNK = 100;

    private static final int LARGEST_CHUNK = 5_000;

    private LeaseActs() {}

    /// Takes work: the next stacks that are worth looking at and that nobody holds or has graded.
    ///
    /// @param stacks how many, 1 to 200
    /// @param second as second person: what a colleague graded by a code that asks for two
    public record Take(int stacks, boolean second) implements Act<Integer> {
        @Override
        public Right right() {
            return Right.GRADE;
        }

        @Override
        public String subject() {
            return "pictures";
        }

        /// How many stacks were taken.
        @Override
        public Integer perform(Desk desk) throws IOException {
            PictureTables.prepare(desk);
            int taken = 0;
            Set<String> waiting =
                    second
                            ? new HashSet<>(
                                    desk.casebook()
                                            .grades()
                                            .waitingForSecond(desk.viewer().user(), Desk.MOST_ROWS))
                            : Set.of();
            long place = 0;
            int chunk = FIRST_CHUNK;
            boolean more = true;
            while (more && taken < stacks) {
                List<Row> rows =
                        desk.rows(
                                "SELECT * FROM {gallery_stack} WHERE state <> 'LISTED' AND place > ? ORDER BY place LIMIT "
                                        + chunk,
                                place);
                taken +=
                        desk.casebook()
                                .leases()
                                .take(
                                        desk.author(),
                                        second ? awaited(rows, waiting) : ungraded(desk, rows),
                                        stacks - taken,
                                        second);
                more = rows.size() == chunk;
                place = more ? rows.getLast().number("place") : place;
                chunk = Math.min(LARGEST_CHUNK, chunk * 4);
            }
            return taken;
        }

        /// Stacks of which some content is not graded by anybody.
        private static List<List<String>> ungraded(Desk desk, List<Row> rows) throws IOException {
            List<List<String>> open = new ArrayList<>();
            Map<String, List<Grades.Verdict>> verdicts =
                    desk.casebook()
                            .grades()
                            .verdicts(
                                    rows.stream()
                                            .flatMap(row -> Gallery.contents(row).stream())
                                            .toList());
            for (Row row : rows) {
                List<String> contents = Gallery.contents(row);
                if (!verdicts.keySet().containsAll(contents)) {
                    open.add(contents);
                }
            }
            return open;
        }

        private static List<List<String>> awaited(List<Row> rows, Set<String> waiting) {
            List<List<String>> awaited = new ArrayList<>();
            for (Row row : rows) {
                List<String> contents = Gallery.contents(row);
                if (contents.stream().anyMatch(waiting::contains)) {
                    awaited.add(contents);
                }
            }
            return awaited;
        }
    }

    /// Gives a stack back: for later, or so that another takes it and it is not offered again.
    ///
    /// @param key the stack
    /// @param handOver whether another is to take it
    public record GiveBack(StackKey key, boolean handOver) implements Act<Boolean> {
        @Override
        public Right right() {
            return Right.GRADE;
        }

        @Override
        public String subject() {
            return "stack:" + key.state();
        }

        /// Whether the viewer held anything of it.
        @Override
        public Boolean perform(Desk desk) throws IOException {
            PictureTables.prepare(desk);
            List<String> members = PictureTables.contents(desk, key);
            Set<String> held = desk.casebook().leases().held(desk.viewer().user(), members);
            List<String> contents = members.stream().filter(held::contains).toList();
            if (!contents.isEmpty()) {
                desk.casebook().leases().giveBack(desk.author(), contents, handOver);
            }
            return !contents.isEmpty();
        }
    }

    /// Something one does with all one holds.
    ///
    /// @param what is done
    public record Change(What what) implements Act<Boolean> {
        /// What is done.
        public enum What {
            /// The lease lasts an hour from now.
            PROLONG,
            /// The lease ends.
            END,
            /// A break begins; the lease waits.
            REST,
            /// The break ends, or one goes on without.
            GO_ON,
            /// One's latest decision is taken back.
            TAKE_BACK
        }

        @Override
        public Right right() {
            return Right.GRADE;
        }

        @Override
        public String subject() {
            return "pictures";
        }

        /// Whether anything changed.
        @Override
        public Boolean perform(Desk desk) throws IOException {
            String who = desk.viewer().user();
            switch (what) {
                case PROLONG -> desk.casebook().leases().prolong(desk.author());
                case END -> desk.casebook().leases().end(desk.author(), who);
                case REST -> {
                    desk.casebook().leases().prolong(desk.author());
                    desk.casebook().exposure().rest(who);
                }
                case GO_ON -> desk.casebook().exposure().goOn(who);
                case TAKE_BACK -> {
                    return desk.casebook().grades().takeBack(desk.author()).isPresent();
                }
            }
            return true;
        }
    }

    /// Ends the lease of somebody else.
    ///
    /// @param who user name
    public record EndFor(String who) implements Act<Boolean> {
        @Override
        public Right right() {
            return Right.SUPERVISE;
        }

        @Override
        public String subject() {
            return "user:" + who;
        }

        @Override
        public Boolean perform(Desk desk) throws IOException {
            desk.casebook().leases().end(desk.author(), who);
            return true;
        }
    }

    /// Chooses the codes of the case.
    ///
    /// @param text as [org.tutela.casebook.review.Scheme#toText] writes them
    public record ChooseScheme(String text) implements Act<Boolean> {
        @Override
        public Right right() {
            return Right.SUPERVISE;
        }

        @Override
        public String subject() {
            return "case";
        }

        /// Throws [IllegalArgumentException] with a sentence where it is no scheme.
        @Override
        public Boolean perform(Desk desk) throws IOException {
            desk.casebook()
                    .grades()
                    .choose(desk.author(), org.tutela.casebook.review.Scheme.parse(text));
            return true;
        }
    }
}
