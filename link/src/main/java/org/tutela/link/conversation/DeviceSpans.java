package org.tutela.link.conversation;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tutela.link.Lookup;
import org.tutela.link.Tables;
import org.tutela.model.Id;
import org.tutela.model.Presence;

/// From when to when each source holds messages at all.
final class DeviceSpans {
    static final Lookup<DeviceSpans> LOOKUP =
            new Lookup<>("device spans", List.of(Presence.class), DeviceSpans::load);

    private final Map<Id, Span> spans;

    private DeviceSpans(Map<Id, Span> spans) {
        this.spans = spans;
    }

    /// The span of a source; empty where it holds no message with a time.
    Optional<Span> find(Id source) {
        return Optional.ofNullable(spans.get(source));
    }

    private static DeviceSpans load(Tables tables) throws IOException {
        Map<Id, Span> spans = new HashMap<>();
        for (Tables.Part<Presence> part : tables.parts(Presence.class)) {
            part.read(row -> {
                if (row.firstSent() != null && row.lastSent() != null) {
                    spans.merge(
                            row.source(), new Span(row.firstSent(), row.lastSent()), Span::with);
                }
            });
        }
        return new DeviceSpans(spans);
    }

    /// A range of time, both ends within it.
    ///
    /// @param first microseconds
    /// @param last microseconds
    record Span(long first, long last) {
        Span with(Span other) {
            return new Span(Math.min(first, other.first), Math.max(last, other.last));
        }

        boolean covers(long at) {
            return first <= at && at <= last;
        }
    }
}
