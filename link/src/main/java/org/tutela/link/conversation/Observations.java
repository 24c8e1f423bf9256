package org.tutela.link.conversation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tutela.link.AccountIds;
import org.tutela.link.Identities;
import org.tutela.link.ValueReader;
import org.tutela.link.ValueWriter;
import org.tutela.model.Attachment;
import org.tutela.model.Digest;
import org.tutela.model.Id;
import org.tutela.model.Message;
import org.tutela.model.MessageKind;
import org.tutela.model.MessageState;

/// All observations of one message, and what they say together.
///
/// The text is that of the device that still has it: as it was sent, else as it was edited, else as
/// it was recovered, else what is left of a revoked one; between equals that of the smallest source
/// id. The sender's own device knows best when it was sent; else the earliest time counts.
final class Observations {

    private static final Comparator<Observation> BEST_FIRST =
            Comparator.comparingInt((Observation each) -> rank(each.state()))
                    .thenComparing(Observation::source)
                    .thenComparing(Observation::fact);

    private final List<Observation> observations = new ArrayList<>();
    private final Map<Digest, List<Id>> attachments = new TreeMap<>();

    /// What the step gets of a message.
    static void write(Message row, ValueWriter out) {
        out.id(row.seen().source())
                .id(row.seen().item())
                .text(row.service())
                .text(row.sender())
                .flag(row.fromOwner())
                .maybeNumber(row.sent() == null ? null : row.sent().micros())
                .choice(row.kind())
                .choice(row.state())
                .flag(row.forwarded())
                .text(row.text());
    }

    /// What the step gets of an attachment whose digest is known.
    static void write(Attachment row, ValueWriter out) {
        out.digest(Objects.requireNonNull(row.sha256()));
    }

    void message(ValueReader value, Id fact) {
        observations.add(
                new Observation(
                        value.id(),
                        value.id(),
                        value.text(),
                        value.maybeText(),
                        value.flag(),
                        value.maybeNumber(),
                        value.choice(MessageKind.class),
                        value.choice(MessageState.class),
                        value.flag(),
                        value.maybeText(),
                        fact));
    }

    void attachment(ValueReader value, Id fact) {
        attachments.computeIfAbsent(value.digest(), key -> new ArrayList<>()).add(fact);
    }

    boolean isEmpty() {
        return observations.isEmpty() && attachments.isEmpty();
    }

    boolean hasMessage() {
        return !observations.isEmpty();
    }

    void clear() {
        observations.clear();
        attachments.clear();
    }

    /// Must be called before anything is asked.
    void sort() {
        observations.sort(BEST_FIRST);
    }

    Map<Digest, List<Id>> attachments() {
        return attachments;
    }

    List<Id> facts() {
        return observations.stream().map(Observation::fact).toList();
    }

    int size() {
        return observations.size();
    }

    MessageKind kind() {
        return observations.getFirst().kind();
    }

    boolean forwarded() {
        return observations.stream().anyMatch(Observation::forwarded);
    }

    @Nullable String text() {
        for (Observation each : observations) {
            if (each.text() != null) {
                return each.text();
            }
        }
        return null;
    }

    @Nullable Long sent() {
        Long sent = null;
        for (Observation each : observations) {
            if (each.sent() != null && each.fromOwner()) {
                return each.sent();
            }
            if (each.sent() != null && (sent == null || each.sent() < sent)) {
                sent = each.sent();
            }
        }
        return sent;
    }

    /// The sender: as the sender's own device says, else as others do.
    @Nullable String sender(String conversation, Identities identities) {
        String stated = null;
        for (Observation each : observations) {
            Optional<String> owner =
                    identities.findOwner(each.source(), each.item(), each.service());
            if (each.fromOwner() && owner.isPresent()) {
                return owner.get();
            }
            if (!each.fromOwner() && stated == null) {
                stated =
                        each.sender() != null
                                ? identities.account(each.sender())
                                : otherSide(conversation, owner).orElse(null);
            }
        }
        return stated;
    }

    /// The sources that hold the message themselves, not only a trace of it elsewhere.
    Set<String> holding() {
        Set<String> sources = new TreeSet<>();
        for (Observation each : observations) {
            if (each.state() != MessageState.RECOVERED) {
                sources.add(each.source().toString());
            }
        }
        return sources;
    }

    /// `LIVE`, or what happened to it on which sources: `REVOKED:<source> …`.
    String state() {
        TreeSet<String> changed = new TreeSet<>();
        for (Observation each : observations) {
            if (each.state() != MessageState.LIVE) {
                changed.add(each.state() + ":" + each.source());
            }
        }
        return changed.isEmpty() ? MessageState.LIVE.name() : String.join(" ", changed);
    }

    private static Optional<String> otherSide(String conversation, Optional<String> owner) {
        if (!AccountIds.isDirect(conversation) || owner.isEmpty()) {
            return Optional.empty();
        }
        AccountIds.Sides sides = AccountIds.sides(conversation);
        return Optional.of(sides.one().equals(owner.get()) ? sides.other() : sides.one());
    }

    private static int rank(MessageState state) {
        return switch (state) {
            case LIVE -> 0;
            case EDITED -> 1;
            case RECOVERED -> 2;
            case REVOKED -> 3;
        };
    }

    private record Observation(
            Id source,
            Id item,
            String service,
            @Nullable String sender,
            boolean fromOwner,
            @Nullable Long sent,
            MessageKind kind,
            MessageState state,
            boolean forwarded,
            @Nullable String text,
            Id fact) {}
}
