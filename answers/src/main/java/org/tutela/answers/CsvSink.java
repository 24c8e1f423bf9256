package org.tutela.answers;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Comma-separated values (RFC 4180) with a header; no value is an empty field, an empty text is
/// `""`. Texts are written as they are: a spreadsheet may take one that starts with `=` for a
/// formula.
public final class CsvSink implements RowSink {
    private final Appendable out;

    /// Writes to `out`, which the caller flushes and closes.
    public CsvSink(Appendable out) {
        this.out = out;
    }

    @Override
    public void begin(List<String> columns) throws IOException {
        line(columns);
    }

    @Override
    public void row(List<@Nullable Object> values) throws IOException {
        line(values);
    }

    @Override
    public void end() {}

    private void line(List<? extends @Nullable Object> values) throws IOException {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            Object value = values.get(i);
            if (value instanceof Instant time) {
                out.append(Times.toText(time));
            } else if (value instanceof String text) {
                field(text);
            } else if (value != null) {
                out.append(value.toString());
            }
        }
        out.append("\r\n");
    }

    private void field(String text) throws IOException {
        boolean plain = !text.isEmpty();
        for (int i = 0; i < text.length() && plain; i++) {
            char unit = text.charAt(i);
            plain = unit != '"' && unit != ',' && unit != '\n' && unit != '\r';
        }
        if (plain) {
            out.append(text);
        } else {
            out.append('"').append(text.replace("\"", "\"\"")).append('"');
        }
    }
}
