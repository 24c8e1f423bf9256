package org.tutela.link.shuffle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.tutela.link.Group;
import org.tutela.link.Identities;
import org.tutela.link.Known;
import org.tutela.link.LinkOutput;
import org.tutela.link.LinkRecorder;
import org.tutela.link.LinkStep;
import org.tutela.link.Lookup;
import org.tutela.link.ValueReader;
import org.tutela.model.Citation;
import org.tutela.model.Id;
import org.tutela.model.LinkedFact;
import org.tutela.model.Made;

/// Cuts sorted rows into groups and lets the step read them.
public final class Groups {
    private Groups() {}

    /// Links every group of one partition and writes what the step records.
    public static void link(LinkStep step, Known known, SortedRows rows, LinkOutput.Partition out)
            throws IOException {
        Current group = new Current(rows, known);
        Recorder recorder = new Recorder(step, out);
        while (group.start()) {
            step.link(group, recorder);
            group.skipRest();
        }
    }

    /// The group at which the rows stand.
    private static final class Current implements Group {
        private final SortedRows rows;
        private final Known known;
        private final Encoded first = new Encoded();
        private final ValueReader value = new ValueReader();
        private boolean waiting;
        private boolean ended;

        Current(SortedRows rows, Known known) {
            this.rows = rows;
            this.known = known;
        }

        /// Moves to the next group; false at the end of all rows.
        boolean start() throws IOException {
            if (!waiting) {
                ended = !rows.next();
            }
            waiting = !ended;
            if (waiting) {
                first.copy(rows.row());
            }
            return waiting;
        }

        void skipRest() throws IOException {
            while (next()) {
                // Rows that the step did not want.
            }
        }

        @Override
        public boolean next() throws IOException {
            if (waiting) {
                boolean ours = rows.row().sameGroup(first);
                waiting = !ours;
                return ours;
            }
            if (ended) {
                return false;
            }
            ended = !rows.next();
            if (ended) {
                return false;
            }
            waiting = !rows.row().sameGroup(first);
            return !waiting;
        }

        @Override
        public String key(int part) {
            return RowEncoder.part(first.bytes, first.start, part);
        }

        @Override
        public int input() {
            return rows.row().input();
        }

        @Override
        public String order(int part) {
            Encoded row = rows.row();
            return RowEncoder.orderPart(row.bytes, row.start + row.group, part);
        }

        @Override
        public Id fact() {
            Encoded row = rows.row();
            return new ValueReader().over(row.bytes, row.start + row.sortKey - 16, 16).id();
        }

        @Override
        public ValueReader value() {
            Encoded row = rows.row();
            return value.over(row.bytes, row.start + row.sortKey, row.value);
        }

        @Override
        public Identities identities() {
            return known.identities();
        }

        @Override
        public <T> T lookup(Lookup<T> lookup) {
            return known.get(lookup);
        }
    }

    /// Holds the step to its word, and writes the citations.
    private static final class Recorder implements LinkRecorder {
        private final LinkStep step;
        private final LinkOutput.Partition out;

        Recorder(LinkStep step, LinkOutput.Partition out) {
            this.step = step;
            this.out = out;
        }

        @Override
        public Made made(String... key) {
            return Made.of(step.name(), step.version(), key);
        }

        @Override
        public void record(LinkedFact fact, Collection<Id> citations) throws IOException {
            if (citations.isEmpty()) {
                throw new IllegalArgumentException(
                        "LI-0103: step " + step.name() + " cites nothing for " + fact.getClass());
            }
            if (!step.outputs().contains(fact.getClass())) {
                throw new IllegalArgumentException(
                        "LI-0104: step " + step.name() + " does not announce " + fact.getClass());
            }
            out.add(fact);
            List<Id> cited = new ArrayList<>(new TreeSet<>(citations));
            for (Id id : cited) {
                out.add(new Citation(fact.made(), id));
            }
        }
    }
}
