package org.tutela.answers.ask;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutela.model.EndPrecision;
import org.tutela.model.JoinedHow;

/// Who was in a group, when, through whom, and which exhibit has what of it.
///
/// @param conversation id of the group
public record GroupDetail(String conversation) implements Question<GroupDetail.Answer> {

    /// The group.
    ///
    /// @param id its id
    /// @param service messenger
    /// @param kind `GROUP`, `DIRECT`, `CHANNEL` or `BROADCAST`
    /// @param subject its latest subject; empty where none is known
    /// @param linked id of the linked fact
    /// @param messages linked messages
    /// @param first when the first message was sent
    /// @param last when the last message was sent
    /// @param members intervals, by the time they began
    /// @param leads links to it that were posted
    /// @param holders what each exhibit has of it
    public record Answer(
            String id,
            String service,
            String kind,
            String subject,
            String linked,
            long messages,
            @Nullable Instant first,
            @Nullable Instant last,
            List<Member> members,
            List<Lead> leads,
            List<Holder> holders) {}

    /// One interval of one account.
    ///
    /// @param linked id of the linked fact
    /// @param account its id
    /// @param name what people call it; the handle where no name is known
    /// @param country ISO 3166-1 alpha-2; empty where not known
    /// @param joined when it joined
    /// @param joinedPrecision how sure
    /// @param left when it left; null: no end was seen
    /// @param leftPrecision how sure
    /// @param how how it joined
    /// @param actor account that added or invited it; empty where not known
    /// @param actorName its name
    /// @param conflict what other exhibits state; empty where all agree
    /// @param wrote messages it wrote here
    /// @param devices exhibits that this account owns in the case
    public record Member(
            String linked,
            String account,
            String name,
            String country,
            @Nullable Instant joined,
            EndPrecision joinedPrecision,
            @Nullable Instant left,
            EndPrecision leftPrecision,
            JoinedHow how,
            String actor,
            String actorName,
            String conflict,
            long wrote,
            String devices) {}

    /// An invite to this group that was posted somewhere, and who came by it.
    ///
    /// @param linked id of the linked fact
    /// @param invite canonical invite
    /// @param postedIn conversation it was posted in; empty where not known
    /// @param postedInSubject its subject
    /// @param postedBy account that posted it; empty where not known
    /// @param postedByName its name
    /// @param posted when
    /// @param joinedBy account that joined by link after; empty where none
    /// @param joinedByName its name
    /// @param joined when
    public record Lead(
            String linked,
            String invite,
            String postedIn,
            String postedInSubject,
            String postedBy,
            String postedByName,
            @Nullable Instant posted,
            String joinedBy,
            String joinedByName,
            @Nullable Instant joined) {}

    /// What an exhibit has of the group.
    ///
    /// @param exhibit its reference
    /// @param source id of the source
    /// @param holder who had it, as `exhibits.csv` says; empty where it says nothing
    /// @param messages linked messages that it holds
    /// @param alone of these, how many no other exhibit holds
    /// @param missing messages that it should hold by its time and does not
    /// @param first the first message that it holds
    /// @param last the last message that it holds
    public record Holder(
            String exhibit,
            String source,
            String holder,
            long messages,
            long alone,
            long missing,
            @Nullable Instant first,
            @Nullable Instant last) {}

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return "conversation:" + conversation;
    }

    @Override
    public Answer answer(Desk desk) throws IOException {
        List<Row> found =
                desk.rows(
                        "SELECT * FROM {linked_conversation} WHERE conversation = ?", conversation);
        if (found.isEmpty()) {
            throw new NotFound(conversation);
        }
        Row row = found.getFirst();
        return new Answer(
                conversation,
                row.text("service"),
                row.text("kind"),
                row.text("subject"),
                row.text("linked"),
                row.number("messages"),
                row.time("first_message"),
                row.time("last_message"),
                members(desk),
                leads(desk),
                holders(desk));
    }

    private List<Member> members(Desk desk) throws IOException {
        List<Member> members = new ArrayList<>();
        for (Row row :
                desk.rows(
                        """
                        WITH wrote AS (SELECT sender, messages AS n FROM {wrote} WHERE conversation = ?),
                        owned AS (SELECT o.account, string_agg(DISTINCT e.exhibit, ' ' ORDER BY e.exhibit) AS exhibits
                            FROM {device_owner} o JOIN {exhibits} e ON e.source = o.source GROUP BY o.account)
                        SELECT m.*, %s AS name, a.country, %s AS actor_name, w.n AS wrote, o.exhibits
                        FROM {membership} m LEFT JOIN {linked_account} a ON a.account = m.account
                        LEFT JOIN {linked_account} b ON b.account = m.actor
                        LEFT JOIN wrote w ON w.sender = m.account LEFT JOIN owned o ON o.account = m.account
                        WHERE m.conversation = ? ORDER BY m.joined NULLS LAST, m.account LIMIT 5000
                        """
                                .formatted(Names.of("a", "m.account"), Names.of("b", "m.actor")),
                        conversation,
                        conversation)) {
            members.add(
                    new Member(
                            row.text("linked"),
                            row.text("account"),
                            row.text("name"),
                            row.text("country"),
                            row.time("joined"),
                            EndPrecision.valueOf(row.text("joined_precision")),
                            row.time("left"),
                            EndPrecision.valueOf(row.text("left_precision")),
                            JoinedHow.valueOf(row.text("how")),
                            row.text("actor"),
                            row.text("actor_name"),
                            row.text("conflict"),
                            row.number("wrote"),
                            row.text("exhibits")));
        }
        return members;
    }

    private List<Lead> leads(Desk desk) throws IOException {
        List<Lead> leads = new ArrayList<>();
        for (Row row :
                desk.rows(
                        """
                        SELECT l.*, c.subject, %s AS by_name, %s AS joined_name FROM {lead} l
                        LEFT JOIN {linked_conversation} c ON c.conversation = l.posted_in
                        LEFT JOIN {linked_account} a ON a.account = l.posted_by
                        LEFT JOIN {linked_account} b ON b.account = l.joined_by
                        WHERE l.conversation = ? ORDER BY l.posted_at NULLS LAST, l.joined_at, l.linked LIMIT 1000
                        """
                                .formatted(
                                        Names.of("a", "l.posted_by"), Names.of("b", "l.joined_by")),
                        conversation)) {
            leads.add(
                    new Lead(
                            row.text("linked"),
                            row.text("invite"),
                            row.text("posted_in"),
                            row.text("subject"),
                            row.text("posted_by"),
                            row.text("by_name"),
                            row.time("posted_at"),
                            row.text("joined_by"),
                            row.text("joined_name"),
                            row.time("joined_at")));
        }
        return leads;
    }

    private List<Holder> holders(Desk desk) throws IOException {
        List<Holder> holders = new ArrayList<>();
        for (Row row :
                desk.rows(
                        """
                        WITH mine AS (SELECT row_id, devices, sent, missing_on FROM {said}
                            WHERE talk = hash(?) AND conversation = ?),
                        held AS (SELECT h.source, any_value(h.exhibit) AS exhibit, l.row_id, any_value(l.devices) AS devices,
                                any_value(l.sent) AS sent
                            FROM mine l JOIN {held} h ON h.row_id = l.row_id
                            WHERE h.talk = hash(?) AND h.conversation = ? GROUP BY h.source, l.row_id),
                        gone AS (SELECT exhibit, count(*) AS n FROM (SELECT unnest(string_split(missing_on, ' ')) AS exhibit
                            FROM mine WHERE missing_on <> '') GROUP BY exhibit)
                        SELECT h.source, h.exhibit, any_value(e.holder) AS holder, count(*) AS messages,
                            count(*) FILTER (h.devices = 1) AS alone, any_value(g.n) AS missing,
                            min(h.sent) AS first, max(h.sent) AS last
                        FROM held h LEFT JOIN {exhibits} e ON e.source = h.source LEFT JOIN gone g ON g.exhibit = h.exhibit
                        GROUP BY h.source, h.exhibit ORDER BY h.exhibit, h.source LIMIT 1000
                        """,
                        conversation,
                        conversation,
                        conversation,
                        conversation)) {
            holders.add(
                    new Holder(
                            row.text("exhibit"),
                            row.text("source"),
                            row.text("holder"),
                            row.number("messages"),
                            row.number("alone"),
                            row.number("missing"),
                            row.time("first"),
                            row.time("last")));
        }
        return holders;
    }
}
