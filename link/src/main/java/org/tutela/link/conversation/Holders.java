package org.tutela.link.conversation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tutela.link.conversation.DeviceSpans.Span;
import org.tutela.model.EndPrecision;
import org.tutela.model.Id;

/// Which sources hold a conversation, and which of them ought to hold a message of a given time.
///
/// A source that holds the conversation ought to hold a message where
/// - its owner was a member then as far as memberships are known (always in a direct conversation),
///   and the message lies between the first and the last message that the source holds anywhere, or
/// - no membership of its owner is known, and the message lies between the first and the last
///   message that the source holds in this conversation.
///
/// A membership whose beginning was not seen counts from its first sign of presence, or from the
/// first message that the source holds in the conversation.
final class Holders {
    private final boolean direct;
    private final DeviceSpans devices;
    private final Map<String, Holder> holders = new TreeMap<>();
    private final Map<String, List<Interval>> intervals = new HashMap<>();
    private final Set<String> accounts = new HashSet<>();

    Holders(boolean direct, DeviceSpans devices) {
        this.direct = direct;
        this.devices = devices;
    }

    /// A source states the conversation.
    void states(Id source, @Nullable String owner) {
        Holder holder = holder(source);
        if (owner != null) {
            holder.owner = owner;
        }
    }

    /// A source holds messages of an account.
    void holds(Id source, @Nullable String account, @Nullable Span span) {
        Holder holder = holder(source);
        if (span != null) {
            holder.span = holder.span == null ? span : holder.span.with(span);
        }
        if (account != null) {
            accounts.add(account);
        }
    }

    /// An account was a member.
    void member(String account, Interval interval) {
        accounts.add(account);
        boolean owner = holders.values().stream().anyMatch(each -> account.equals(each.owner));
        if (owner) {
            intervals.computeIfAbsent(account, key -> new ArrayList<>()).add(interval);
        }
    }

    int devices() {
        return holders.size();
    }

    int accounts() {
        return accounts.size();
    }

    /// When the last message was sent that a source holds here; `Long.MIN_VALUE` if it holds none.
    long lastHeld(String source) {
        Holder holder = holders.get(source);
        return holder == null || holder.span == null ? Long.MIN_VALUE : holder.span.last();
    }

    /// The sources that ought to hold a message and do not, space-separated; null where there are
    /// none.
    @Nullable String missing(@Nullable Long sent, Set<String> holding) {
        if (sent == null || holding.size() == holders.size()) {
            return null;
        }
        StringBuilder missing = new StringBuilder();
        for (var each : holders.entrySet()) {
            if (!holding.contains(each.getKey()) && oughtToHold(each.getValue(), sent)) {
                missing.append(missing.isEmpty() ? "" : " ").append(each.getKey());
            }
        }
        return missing.isEmpty() ? null : missing.toString();
    }

    private boolean oughtToHold(Holder holder, long sent) {
        List<Interval> known =
                holder.owner == null ? List.of() : intervals.getOrDefault(holder.owner, List.of());
        boolean here = holder.span != null && holder.span.covers(sent);
        if (!direct && known.isEmpty()) {
            return here;
        }
        boolean anywhere = devices.find(holder.source).map(span -> span.covers(sent)).orElse(false);
        return anywhere && (direct || known.stream().anyMatch(each -> each.covers(sent, here)));
    }

    private Holder holder(Id source) {
        return holders.computeIfAbsent(source.toString(), key -> new Holder(source));
    }

    /// From when to when an owner was a member.
    ///
    /// @param joined when, if known
    /// @param joinedPrecision how sure
    /// @param left when, if an end was seen
    record Interval(@Nullable Long joined, EndPrecision joinedPrecision, @Nullable Long left) {
        /// Whether it covers a time; `held`: the source holds messages from before and after.
        boolean covers(long at, boolean held) {
            boolean begun =
                    (joined != null && joined <= at)
                            || (joinedPrecision != EndPrecision.EXACT && held);
            return begun && (left == null || at <= left);
        }
    }

    private static final class Holder {
        private final Id source;
        private @Nullable String owner;
        private @Nullable Span span;

        Holder(Id source) {
            this.source = source;
        }
    }
}
