package org.tutela.link.shuffle;

import java.io.IOException;
import java.util.List;
import org.tutela.link.Input;
import org.tutela.link.LinkStep;
import org.tutela.link.ValueReader;
import org.tutela.link.ValueWriter;

/// Sorted rows in which those of a folded input that meet are one.
public final class FoldedRows implements SortedRows {
    private final SortedRows rows;
    private final List<Input<?>> inputs;
    private final Encoded folded = new Encoded();
    private final ValueReader one = new ValueReader();
    private final ValueReader other = new ValueReader();
    private final ValueWriter out = new ValueWriter();
    private boolean ahead;
    private boolean ended;
    private boolean folding;

    /// Folds what the step wants folded.
    public FoldedRows(LinkStep step, SortedRows rows) {
        this.inputs = step.inputs();
        this.rows = rows;
    }

    @Override
    public boolean next() throws IOException {
        if (!ahead) {
            ended = ended || !rows.next();
        }
        ahead = false;
        if (ended) {
            return false;
        }
        folding = inputs.get(rows.row().input()).fold().isPresent();
        if (folding) {
            folded.copy(rows.row());
            ahead = true;
            ended = !rows.next();
            while (!ended && folded.compareSortKey(rows.row()) == 0) {
                fold(rows.row());
                ended = !rows.next();
            }
        }
        return true;
    }

    @Override
    public Encoded row() {
        return folding ? folded : rows.row();
    }

    private void fold(Encoded next) {
        one.over(folded.bytes, folded.start + folded.sortKey, folded.value);
        other.over(next.bytes, next.start + next.sortKey, next.value);
        inputs.get(folded.input()).fold().orElseThrow().fold(one, other, out.clear());
        folded.replaceValue(out.buffer(), out.size());
    }
}
