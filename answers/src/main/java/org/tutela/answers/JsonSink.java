package org.tutela.answers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One JSON object (RFC 8259) per line; a column without a value is left out.
public final class JsonSink implements RowSink {
    private final JsonGenerator out;
    private List<String> columns = List.of();

    /// Writes to `out`, which the caller closes.
    public JsonSink(Writer out) throws IOException {
        this.out = new JsonFactory().createGenerator(out);
        this.out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        this.out.setRootValueSeparator(null);
    }

    @Override
    public void begin(List<String> names) {
        columns = List.copyOf(names);
    }

    @Override
    public void row(List<@Nullable Object> values) throws IOException {
        out.writeStartObject();
        for (int i = 0; i < columns.size(); i++) {
            Object value = values.get(i);
            if (value != null) {
                out.writeFieldName(columns.get(i));
                value(value);
            }
        }
        out.writeEndObject();
        out.writeRaw('\n');
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }

    private void value(Object value) throws IOException {
        switch (value) {
            case Instant time -> out.writeString(Times.toText(time));
            case Long number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case BigInteger number -> out.writeNumber(number);
            case BigDecimal number -> out.writeNumber(number);
            case Boolean flag -> out.writeBoolean(flag);
            default -> out.writeString(value.toString());
        }
    }
}
