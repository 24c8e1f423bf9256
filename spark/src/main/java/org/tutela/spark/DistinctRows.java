package org.tutela.spark;

import java.util.Iterator;
import org.tutela.link.shuffle.Encoded;
import org.tutela.link.shuffle.SortedRows;

/// Sorted rows of an iterator, equal ones once.
final class DistinctRows implements SortedRows {
    private final Iterator<Encoded> rows;
    private Encoded current = new Encoded();
    private boolean started;

    DistinctRows(Iterator<Encoded> rows) {
        this.rows = rows;
    }

    @Override
    public boolean next() {
        while (rows.hasNext()) {
            Encoded next = rows.next();
            if (!started || next.compareTo(current) != 0) {
                current = next;
                started = true;
                return true;
            }
        }
        return false;
    }

    @Override
    public Encoded row() {
        return current;
    }
}
