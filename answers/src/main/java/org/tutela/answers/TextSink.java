package org.tutela.answers;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Columns for people. Numbers stand right; long texts are cut with `…`, but addresses never, as
/// they are there to be given to the next command. Characters of evidence that could command a
/// terminal or turn its text around are shown as `\\u….`. Widths come from the first rows.
public final class TextSink implements RowSink {
    private static final int FIRST_ROWS = 200;
    private static final int WIDEST = 60;

    private final Appendable out;
    private final List<List<Cell>> waiting = new ArrayList<>();
    private List<String> names = List.of();
    private int[] widths = {};
    private boolean flowing;

    /// Writes to `out`, which the caller flushes and closes.
    public TextSink(Appendable out) {
        this.out = out;
    }

    /// What stands in one place.
    private record Cell(String text, boolean number) {}

    @Override
    public void begin(List<String> columns) {
        names = List.copyOf(columns);
        widths = new int[columns.size()];
        waiting.add(columns.stream().map(name -> new Cell(name, false)).toList());
    }

    @Override
    public void row(List<@Nullable Object> values) throws IOException {
        List<Cell> cells = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            boolean whole = names.get(i).equals("address");
            cells.add(cell(values.get(i), whole ? Integer.MAX_VALUE : WIDEST));
        }
        if (flowing) {
            print(cells);
        } else {
            waiting.add(cells);
            if (waiting.size() > FIRST_ROWS) {
                flow();
            }
        }
    }

    @Override
    public void end() throws IOException {
        flow();
    }

    private void flow() throws IOException {
        if (flowing) {
            return;
        }
        flowing = true;
        for (List<Cell> cells : waiting) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(cells.get(i).text()));
            }
        }
        for (List<Cell> cells : waiting) {
            print(cells);
        }
        waiting.clear();
    }

    private void print(List<Cell> cells) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            String space = " ".repeat(Math.max(0, widths[i] - width(cell.text())));
            line.append(i == 0 ? "" : "  ");
            line.append(cell.number() ? space : "").append(cell.text());
            line.append(cell.number() ? "" : space);
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    private static Cell cell(@Nullable Object value, int widest) {
        return switch (value) {
            case null -> new Cell("", false);
            case Instant time -> new Cell(Times.toText(time), false);
            case Number number -> new Cell(number.toString(), true);
            default -> new Cell(harmless(value.toString(), widest), false);
        };
    }

    /// Cut to `widest`, and without characters that a terminal obeys.
    private static String harmless(String text, int widest) {
        StringBuilder shown = new StringBuilder();
        int at = 0;
        int width = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            String next = harmless(point);
            width += width(next);
            if (width > widest) {
                return shown.append('\u2026').toString();
            }
            shown.append(next);
            at += Character.charCount(point);
        }
        return shown.toString();
    }

    private static String harmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED ->
                    String.format(Locale.ROOT, "\\u%04x", point);
            default -> Character.toString(point);
        };
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
