package org.tutela.scenario.build.whatsapp;

import java.io.IOException;
import java.util.Set;
import org.tutela.scenario.plan.Operation;
import org.tutela.scenario.plan.PhoneView;
import org.tutela.scenario.plan.PlannedAccount;
import org.tutela.scenario.plan.PlannedConversation.Group;

/// Fills a contact store (`wa.db`): people in the address book by the name the owner chose, others
/// by the name they gave themselves, and who created each group.
final class Contacts {
    private final Operation plan;
    private final PhoneView view;
    private final Rows rows;

    Contacts(Operation plan, PhoneView view, Rows rows) {
        this.plan = plan;
        this.view = view;
        this.rows = rows;
    }

    void write() throws IOException {
        Set<String> jids = view.jids(plan);
        Set<Integer> book = plan.addressBook().getOrDefault(view.exhibit(), Set.of());
        for (PlannedAccount account : plan.accounts()) {
            if (account.index() == view.owner()) {
                continue;
            }
            if (jids.contains(account.numberJid())) {
                contact(account, account.numberJid(), book.contains(account.index()));
            }
            if (jids.contains(account.lidJid())) {
                contact(account, account.lidJid(), false);
            }
        }
        for (int conversation : view.conversations()) {
            if (plan.conversations().get(conversation) instanceof Group group) {
                rows.add(
                        "wa_group_admin_settings",
                        "jid,restrict_mode,announcement_group,no_frequently_forwarded,ephemeral_duration,creator_jid,addressing_mode",
                        group.jid(),
                        0,
                        0,
                        0,
                        0,
                        plan.jidIn(conversation, group.creator()),
                        group.byLid() ? "lid" : "pn");
            }
        }
        rows.commit();
    }

    private void contact(PlannedAccount account, String jid, boolean inBook) throws IOException {
        String given = account.name().substring(0, account.name().indexOf(' '));
        String family = account.name().substring(account.name().indexOf(' ') + 1);
        // Every owner stores people a little differently.
        boolean brief = (view.exhibit() + account.index()) % 2 == 0;
        String stored = brief ? given + " " + family.charAt(0) + "." : account.name();
        rows.add(
                "wa_contacts",
                "jid,is_whatsapp_user,number,display_name,given_name,family_name,wa_name,is_contact_synced,is_reachable",
                jid,
                1,
                inBook ? "+" + account.number() : null,
                inBook ? stored : null,
                inBook ? given : null,
                inBook && !brief ? family : null,
                account.name(),
                inBook ? 1 : 0,
                1);
    }
}
