package org.tutela.examine.chat.whatsapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.examine.TestItem;
import org.tutela.examine.TestRecorder;
import org.tutela.model.MembershipChange;
import org.tutela.model.MembershipEvent;
import org.tutela.model.Message;
import org.tutela.model.MessageKind;

/// What the examination states about members of groups.
final class WhatsAppMembersTest {
    private static final String DATA = "data/data/com.whatsapp/";
    private static final String OWNER = "447700900100@s.whatsapp.net";
    private static final String ANA = "447700900101@s.whatsapp.net";
    private static final String BEN = "447700900102@s.whatsapp.net";
    private static final String GROUP = "120363000000000001@g.us";

    @TempDir Path folder;

    private TestRecorder examine(MsgstoreMaker maker) throws Exception {
        byte[] settings =
                "<map><string name=\"registration_jid\">447700900100</string></map>"
                        .getBytes(StandardCharsets.UTF_8);
        try (TestItem item =
                TestItem.of(folder, DATA + "databases/msgstore.db", maker.bytes())
                        .with(DATA + "shared_prefs/com.whatsapp_preferences.xml", settings)) {
            TestRecorder out = TestRecorder.run(new WhatsAppChats(), item);
            assertEquals(List.of(), out.problems());
            return out;
        }
    }

    @Test
    void statesEveryMembershipEventWithActorAndRawCode() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            long group = maker.chat(GROUP, "Sunday football");
            maker.system(group, 11, ANA);
            maker.system(group, 12, ANA, BEN, OWNER);
            maker.system(group, 20, "447700900104@s.whatsapp.net");
            maker.system(group, 15, ANA, BEN);
            maker.system(group, 16, ANA, BEN);
            maker.system(group, 5, "447700900104@s.whatsapp.net");
            maker.system(group, 14, null, BEN);
            maker.system(group, 1, ANA);
            TestRecorder out = examine(maker);
            String dan = "whatsapp:447700900104@s.whatsapp.net";
            String ana = "whatsapp:" + ANA;
            String ben = "whatsapp:" + BEN;
            List<String> told =
                    out.all(MembershipEvent.TABLE).stream()
                            .map(e ->
                                    e.actionRaw()
                                            + " "
                                            + e.event()
                                            + " "
                                            + e.account()
                                            + " by "
                                            + (e.actorIsOwner() ? "owner" : e.actor()))
                            .toList();
            assertEquals(
                    List.of(
                            "11 CREATED " + ana + " by " + ana,
                            "12 ADDED " + ben + " by " + ana,
                            "12 ADDED null by " + ana,
                            "20 JOINED_BY_LINK " + dan + " by null",
                            "15 PROMOTED " + ben + " by " + ana,
                            "16 DEMOTED " + ben + " by " + ana,
                            "5 LEFT " + dan + " by null",
                            "14 REMOVED " + ben + " by owner"),
                    told);
            assertEquals(
                    (MsgstoreMaker.START + 60_000) * 1000,
                    out.all(MembershipEvent.TABLE).getFirst().at().micros());
            assertEquals(
                    8,
                    out.all(Message.TABLE).stream()
                            .filter(m -> m.kind() == MessageKind.SYSTEM && m.actionRaw() != null)
                            .count());
        }
    }

    @Test
    void statesOwnersJoiningWhereNobodyIsListed() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            long group = maker.chat(GROUP, "Sunday football");
            long event = maker.system(group, 4, ANA);
            maker.insert("message_system_group", "message_row_id", event, "is_me_joined", 1);
            MembershipEvent added = examine(maker).only(MembershipEvent.TABLE);
            assertNull(added.account());
            assertEquals(MembershipChange.ADDED, added.event());
            assertEquals("whatsapp:" + ANA, added.actor());
        }
    }

    @Test
    void statesSnapshotOfMembersPastMembersAndOwner() throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            long group = maker.chat(GROUP, "Sunday football");
            maker.sql("UPDATE chat SET participation_status = 3 WHERE _id = " + group);
            maker.participant(GROUP, ANA, 2);
            long ben = maker.participant(GROUP, BEN, 0);
            maker.sql(
                    "UPDATE group_participant_user SET join_method = 3, add_timestamp = "
                            + MsgstoreMaker.START
                            + " WHERE _id = "
                            + ben);
            long invited = maker.participant(GROUP, "447700900105@s.whatsapp.net", 0);
            maker.sql("UPDATE group_participant_user SET pending = 1 WHERE _id = " + invited);
            for (int leave = 0; leave < 2; leave++) {
                maker.insert(
                        "group_past_participant_user",
                        "group_jid_row_id",
                        maker.jid(GROUP),
                        "user_jid_row_id",
                        maker.jid("44770090010" + (6 + leave) + "@s.whatsapp.net"),
                        "is_leave",
                        leave,
                        "timestamp",
                        MsgstoreMaker.START + leave);
            }
            List<MembershipEvent> all = examine(maker).all(MembershipEvent.TABLE);
            assertEquals(
                    List.of(
                            "PRESENT null 3 participation_status",
                            "PRESENT whatsapp:" + ANA + " 2 rank",
                            "PRESENT whatsapp:" + BEN + " 0 rank",
                            "JOINED_BY_LINK whatsapp:" + BEN + " null join_method",
                            "REMOVED whatsapp:447700900106@s.whatsapp.net null is_leave",
                            "LEFT whatsapp:447700900107@s.whatsapp.net null is_leave"),
                    all.stream()
                            .map(e ->
                                    e.event()
                                            + " "
                                            + e.account()
                                            + " "
                                            + e.role()
                                            + " "
                                            + e.codeTable().replace("whatsapp.android@1/", ""))
                            .toList());
            assertEquals(3L, all.get(3).actionRaw());
            assertEquals(MsgstoreMaker.START * 1000, all.get(3).at().micros());
        }
    }
}
