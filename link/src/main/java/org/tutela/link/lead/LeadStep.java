package org.tutela.link.lead;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tutela.link.AccountIds;
import org.tutela.link.Group;
import org.tutela.link.Input;
import org.tutela.link.LinkRecorder;
import org.tutela.link.LinkStep;
import org.tutela.link.Lookup;
import org.tutela.link.SortKey;
import org.tutela.link.ValueReader;
import org.tutela.model.Id;
import org.tutela.model.InvitePosting;
import org.tutela.model.Lead;
import org.tutela.model.LinkedFact;
import org.tutela.model.Membership;

/// Which invite was posted where by whom, where it leads, and who may have followed it: accounts
/// that were members where it was posted, at that time, and joined by link afterwards. That they
/// followed this very posting is a suggestion, never proof. A posting that nobody followed is a
/// lead too.
public final class LeadStep implements LinkStep {
    private static final int MEMBERSHIP = 0;

    @Override
    public String name() {
        return "lead";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean asksIdentities() {
        return false;
    }

    @Override
    public List<Lookup<?>> lookups() {
        return List.of(InviteTargets.LOOKUP, LinkJoins.LOOKUP);
    }

    @Override
    public List<Input<?>> inputs() {
        return List.of(
                Input.of(
                        Membership.class,
                        (row, identities, out) ->
                                out.add(
                                        SortKey.of("posted in", row.conversation()).by("0"),
                                        value ->
                                                value.text(row.account())
                                                        .maybeNumber(row.joined())
                                                        .maybeNumber(row.left()))),
                Input.of(
                        InvitePosting.class,
                        (row, identities, out) -> {
                            String key = row.messageKey() == null ? "" : row.messageKey();
                            SortKey place =
                                    row.conversation() == null
                                            ? SortKey.of("elsewhere", row.invite())
                                            : SortKey.of("posted in", row.conversation());
                            out.add(
                                    place.by("1", row.invite(), row.foundIn(), key),
                                    value ->
                                            value.text(row.account())
                                                    .maybeNumber(row.at())
                                                    .id(row.grounds()));
                        }));
    }

    @Override
    public List<Class<? extends LinkedFact>> outputs() {
        return List.of(Lead.class);
    }

    @Override
    public void link(Group group, LinkRecorder out) throws IOException {
        boolean posted = group.key(0).equals("posted in");
        String conversation = posted ? group.key(1) : null;
        Map<String, List<Stay>> members = new HashMap<>();
        Posting posting = null;
        while (group.next()) {
            ValueReader value = group.value();
            if (group.input() == MEMBERSHIP) {
                members.computeIfAbsent(value.text(), key -> new ArrayList<>())
                        .add(new Stay(value.maybeNumber(), value.maybeNumber()));
                continue;
            }
            if (posting == null || !posting.is(group.order(1), group.order(2), group.order(3))) {
                record(posting, conversation, new Linking(group, members, out));
                posting = new Posting(group.order(1), group.order(2), group.order(3));
            }
            posting.add(value);
        }
        record(posting, conversation, new Linking(group, members, out));
    }

    private static void record(
            @Nullable Posting posting, @Nullable String conversation, Linking linking)
            throws IOException {
        if (posting == null) {
            return;
        }
        String target =
                linking.group.lookup(InviteTargets.LOOKUP).find(posting.invite).orElse(null);
        Map<String, LinkJoins.Join> joiners = new LinkedHashMap<>();
        if (target != null && conversation != null) {
            for (LinkJoins.Join join : linking.group.lookup(LinkJoins.LOOKUP).list(target)) {
                if (posting.mayHaveLed(join, linking.members, conversation)) {
                    joiners.putIfAbsent(join.account(), join);
                }
            }
        }
        if (joiners.isEmpty()) {
            joiners.put("", new LinkJoins.Join("", 0, posting.facts.getFirst()));
        }
        for (LinkJoins.Join join : joiners.values()) {
            boolean joined = !join.account().isEmpty();
            List<Id> facts = new ArrayList<>(posting.facts);
            facts.add(join.fact());
            linking.out.record(
                    new Lead(
                            linking.out.made(
                                    "lead",
                                    posting.invite,
                                    posting.foundIn,
                                    conversation == null ? "" : conversation,
                                    posting.messageKey,
                                    join.account()),
                            posting.invite,
                            posting.foundIn,
                            target,
                            conversation,
                            posting.account,
                            posting.at,
                            joined ? join.account() : null,
                            joined ? (Long) join.at() : null),
                    facts);
        }
    }

    private record Linking(Group group, Map<String, List<Stay>> members, LinkRecorder out) {}

    /// From when to when a member was there, as far as evidence shows.
    private record Stay(@Nullable Long joined, @Nullable Long left) {
        boolean covers(long at) {
            return joined != null && joined <= at && (left == null || at <= left);
        }
    }

    /// One posting, as all devices that hold it have it.
    private static final class Posting {
        private final String invite;
        private final String foundIn;
        private final String messageKey;
        private final List<Id> facts = new ArrayList<>();
        private @Nullable String account;
        private @Nullable Long at;

        Posting(String invite, String foundIn, String messageKey) {
            this.invite = invite;
            this.foundIn = foundIn;
            this.messageKey = messageKey;
        }

        boolean is(String anInvite, String where, String key) {
            return invite.equals(anInvite) && foundIn.equals(where) && messageKey.equals(key);
        }

        void add(ValueReader value) {
            String sender = value.maybeText();
            Long sent = value.maybeNumber();
            if (account == null) {
                account = sender;
            }
            if (sent != null && (at == null || sent < at)) {
                at = sent;
            }
            facts.add(value.id());
        }

        boolean mayHaveLed(
                LinkJoins.Join join, Map<String, List<Stay>> members, String conversation) {
            Long posted = at;
            if (posted == null || join.at() <= posted || join.account().equals(account)) {
                return false;
            }
            if (AccountIds.isDirect(conversation)) {
                AccountIds.Sides sides = AccountIds.sides(conversation);
                return join.account().equals(sides.one()) || join.account().equals(sides.other());
            }
            return members.getOrDefault(join.account(), List.of()).stream()
                    .anyMatch(stay -> stay.covers(posted));
        }
    }
}
