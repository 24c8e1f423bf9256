package org.tutela.link.conversation;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tutela.link.Group;
import org.tutela.link.Identities;
import org.tutela.link.Input;
import org.tutela.link.LinkRecorder;
import org.tutela.link.LinkStep;
import org.tutela.link.Senders;
import org.tutela.link.SortKey;
import org.tutela.link.ValueReader;
import org.tutela.link.ValueWriter;
import org.tutela.model.Id;
import org.tutela.model.LinkedFact;
import org.tutela.model.Message;
import org.tutela.model.MessageKind;
import org.tutela.model.MessageState;
import org.tutela.model.Presence;

/// Who wrote in which conversation from when to when, as each source holds it. System events are
/// not written by anyone, and recovered messages are no longer held: neither counts.
public final class PresenceStep implements LinkStep {

    @Override
    public String name() {
        return "presence";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Input<?>> inputs() {
        return List.of(
                Input.folded(
                                Message.class,
                                (row, identities, out) -> {
                                    if (row.kind() != MessageKind.SYSTEM
                                            && row.state() != MessageState.RECOVERED) {
                                        key(row, identities, out);
                                    }
                                },
                                (one, other, out) ->
                                        Seen.read(one).with(Seen.read(other)).write(out))
                        .reading(
                                "service",
                                "conversation",
                                "sender",
                                "from_owner",
                                "sent",
                                "kind",
                                "state"));
    }

    @Override
    public List<Class<? extends LinkedFact>> outputs() {
        return List.of(Presence.class);
    }

    @Override
    public void link(Group group, LinkRecorder out) throws IOException {
        String conversation = group.key(0);
        while (group.next()) {
            String account = group.order(0);
            String source = group.order(1);
            Seen seen = Seen.read(group.value());
            out.record(
                    new Presence(
                            out.made("presence", conversation, account, source),
                            conversation,
                            account.isEmpty() ? null : account,
                            Id.parse(source),
                            seen.first().micros(),
                            seen.last().micros(),
                            seen.first().fact(),
                            seen.last().fact(),
                            seen.messages()),
                    new TreeSet<>(List.of(seen.first().fact(), seen.last().fact())));
        }
    }

    private static void key(Message row, Identities identities, Input.KeyedRows out) {
        Id source = row.seen().source();
        Long sent = row.sent() == null ? null : row.sent().micros();
        End end = new End(sent, row.seen().fact());
        out.add(
                SortKey.of(identities.conversation(row.conversation(), source, row.seen().item()))
                        .by(Senders.find(row, identities).orElse(""), source.toString()),
                value -> new Seen(end, end, 1).write(value));
    }

    /// The first and the last message, and how many.
    private record Seen(End first, End last, long messages) {
        Seen with(Seen other) {
            return new Seen(
                    first.earlier(other.first), last.later(other.last), messages + other.messages);
        }

        static Seen read(ValueReader value) {
            return new Seen(End.read(value), End.read(value), value.number());
        }

        void write(ValueWriter out) {
            first.write(out);
            last.write(out);
            out.number(messages);
        }
    }

    /// A message at an end; those without a time count only where no other is known.
    private record End(@Nullable Long micros, Id fact) {
        private static final Comparator<Long> TIME_FIRST =
                Comparator.nullsLast(Comparator.naturalOrder());
        private static final Comparator<End> EARLIEST =
                Comparator.comparing(End::micros, TIME_FIRST).thenComparing(End::fact);
        private static final Comparator<End> LATEST =
                Comparator.comparing(
                                End::micros, Comparator.nullsLast(Comparator.<Long>reverseOrder()))
                        .thenComparing(End::fact);

        End earlier(End other) {
            return EARLIEST.compare(this, other) <= 0 ? this : other;
        }

        End later(End other) {
            return LATEST.compare(this, other) <= 0 ? this : other;
        }

        static End read(ValueReader value) {
            return new End(value.maybeNumber(), value.id());
        }

        void write(ValueWriter out) {
            out.maybeNumber(micros).id(fact);
        }
    }
}
