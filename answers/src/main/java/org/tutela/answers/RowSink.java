package org.tutela.answers;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where rows of an answer go, one after the other.
public interface RowSink {

    /// The names of the columns, once, before the first row.
    void begin(List<String> columns) throws IOException;

    /// One row, a value per column: null, `String`, `Boolean`, `Long`, `Double`,
    /// `java.math.BigInteger`, `java.math.BigDecimal` or `java.time.Instant`; ids, digests and
    /// other bytes are lower-case hex, lists and structures text. The list is not kept.
    void row(List<@Nullable Object> values) throws IOException;

    /// After the last row.
    void end() throws IOException;
}
