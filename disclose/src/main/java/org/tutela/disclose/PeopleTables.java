package org.tutela.disclose;

import java.util.List;

/// The tables about people and what they wrote.
final class PeopleTables {
    private PeopleTables() {}

    static PackageTable persons() {
        return new PackageTable(
                "persons",
                "Who the accounts of the country may belong to. A suggestion of the machine is"
                        + " never proof.",
                List.of(
                        Field.text("person", "name or key; empty where the identity is withheld"),
                        Field.account("account", "the account, or a pseudonym"),
                        Field.keep(
                                "category",
                                "suspect, victim, witness, other or unknown, as people decided"),
                        Field.keep("status", "suggested by the machine, or decided by people"),
                        Field.text("basis", "what it rests on"),
                        Field.keep("strength", "strong or weak; of suggestions only"),
                        Field.linked()),
                """
                SELECT CASE WHEN p.account IN (SELECT account FROM acc) THEN p.person END, p.account,
                    CASE WHEN p.account IN (SELECT value FROM marked_victim) THEN 'victim' ELSE 'unknown' END,
                    'suggested', p.basis, p.strength, p.linked
                FROM person_candidate p WHERE p.account IN (SELECT account FROM concerned)
                ORDER BY p.person, p.account, p.linked
                """);
    }

    static PackageTable accounts() {
        return new PackageTable(
                "accounts",
                "Accounts that concern the country, and pseudonyms of those they were in touch"
                        + " with.",
                List.of(
                        Field.account("account", "service and stable id, or a pseudonym"),
                        Field.keep("service", "messenger"),
                        Field.flag(
                                "inside", "whether the account concerns the country and is named"),
                        Field.keep("why", "why it is in; only where inside"),
                        Field.keep("handle", "what the service shows; only where inside"),
                        Field.keep("display_name", "name seen on most devices; only where inside"),
                        Field.keep("country", "where the number is issued; only where inside"),
                        Field.keep("country_basis", "what that rests on; only where inside"),
                        Field.number(
                                "devices", "exhibits of the case that hold it; only where inside"),
                        Field.source(),
                        Field.linked()),
                """
                SELECT p.account, l.service, i.account IS NOT NULL AS inside, i.why,
                    CASE WHEN i.account IS NOT NULL THEN l.handle END,
                    CASE WHEN i.account IS NOT NULL THEN l.display_name END,
                    CASE WHEN i.account IS NOT NULL THEN l.country END,
                    CASE WHEN i.account IS NOT NULL THEN l.country_basis END,
                    CASE WHEN i.account IS NOT NULL THEN l.devices END,
                    CASE WHEN i.account IS NOT NULL THEN c.source END,
                    CASE WHEN i.account IS NOT NULL THEN l.linked END
                FROM (SELECT account FROM acc UNION PEOPLE) p
                LEFT JOIN acc i ON i.account = p.account
                LEFT JOIN linked_account l ON l.account = p.account
                LEFT JOIN cited c ON c.linked = l.linked
                ORDER BY inside DESC, p.account
                """);
    }

    static PackageTable groups() {
        return new PackageTable(
                "groups",
                "Groups and direct conversations that an account of the country took part in or an"
                        + " exhibit of it holds.",
                List.of(
                        Field.place(),
                        Field.keep("service", "messenger"),
                        Field.keep("kind", "group, direct, channel or broadcast"),
                        Field.text("subject", "its latest name"),
                        Field.keep("why", "why it is in"),
                        Field.time("first_message", "when the first message was sent, UTC"),
                        Field.time("last_message", "when the last message was sent, UTC"),
                        Field.number("devices", "exhibits that hold it"),
                        Field.number("accounts", "accounts that wrote or were members"),
                        Field.number("messages", "messages"),
                        Field.source(),
                        Field.linked()),
                """
                SELECT l.conversation, l.service, l.kind, l.subject, v.why, l.first_message, l.last_message,
                    l.devices, l.accounts, l.messages, c.source, l.linked
                FROM linked_conversation l JOIN conv v ON v.conversation = l.conversation
                LEFT JOIN cited c ON c.linked = l.linked ORDER BY l.conversation
                """);
    }

    static PackageTable memberships() {
        return new PackageTable(
                "memberships",
                "Who was in which of these conversations from when to when.",
                List.of(
                        Field.place(),
                        Field.account("account", "the member, or a pseudonym"),
                        Field.time("joined", "UTC"),
                        Field.keep("joined_precision", "how sure"),
                        Field.time("left", "UTC; empty: no end was seen"),
                        Field.keep("left_precision", "how sure"),
                        Field.keep("how", "how it joined"),
                        Field.account("actor", "who added it, or a pseudonym"),
                        Field.source(),
                        Field.linked()),
                """
                SELECT m.conversation, m.account, m.joined, m.joined_precision, m."left", m.left_precision,
                    m.how, m.actor, c.source, m.linked
                FROM membership m LEFT JOIN cited c ON c.linked = m.linked
                WHERE m.conversation IN (SELECT conversation FROM conv)
                ORDER BY m.conversation, m.joined, m.account, m.linked
                """);
    }

    static PackageTable messages() {
        return new PackageTable(
                "messages",
                "Messages of these conversations, numbered as in the report.",
                List.of(
                        Field.number("number", "number in the report"),
                        Field.place(),
                        Field.keep("why", "why it is in: why its group or conversation is"),
                        Field.path("message_key", "the service's own id"),
                        Field.account("sender", "account, or a pseudonym"),
                        Field.time("sent", "UTC"),
                        Field.keep("kind", "what kind"),
                        Field.text("text", "body or caption; identifiers of others replaced"),
                        Field.number("devices", "exhibits that hold it"),
                        Field.number("observations", "facts it rests on"),
                        Field.keep("state", "what happened to it on which devices"),
                        Field.source(),
                        Field.linked()),
                """
                SELECT n.number, m.conversation, v.why, m.message_key, m.sender, m.sent, m.kind, m.text, m.devices,
                    m.observations, m.state, c.source, m.linked
                FROM msg n JOIN linked_message m ON m.linked = n.linked JOIN conv v ON v.conversation = m.conversation
                LEFT JOIN cited c ON c.linked = m.linked ORDER BY n.number
                """);
    }

    static PackageTable attachments() {
        return new PackageTable(
                "attachments",
                "What was sent with these messages.",
                List.of(
                        Field.place(),
                        Field.path("message_key", "which message"),
                        Field.path("name", "file name as stated"),
                        Field.keep("mime", "media type as stated"),
                        Field.number("size", "bytes as stated"),
                        Field.keep("sha256", "of the content, as stated by the messenger")),
                """
                SELECT DISTINCT conversation, message_key, name, mime, size, sha256 FROM attachment
                WHERE conversation IN (SELECT conversation FROM conv)
                    AND (conversation, message_key) NOT IN (SELECT (conversation, message_key) FROM privileged_msg WHERE message_key IS NOT NULL)
                ORDER BY conversation, message_key, name, mime, size, sha256
                """);
    }
}
