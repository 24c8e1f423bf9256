package org.tutela.facts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Account;
import org.tutela.model.AccountEdge;
import org.tutela.model.Attachment;
import org.tutela.model.Call;
import org.tutela.model.Contact;
import org.tutela.model.DocumentText;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;
import org.tutela.model.Id;
import org.tutela.model.Item;
import org.tutela.model.MembershipEvent;
import org.tutela.model.Mention;
import org.tutela.model.Message;
import org.tutela.model.Reaction;
import org.tutela.model.Receipt;

/// Erases the accounts of a person. Gone are: what they wrote with its attachments, reactions and
/// receipts; what they did elsewhere; their memberships, names and ties; items whose path names
/// them; texts of documents that do. In what is others' their ids become a pseudonym, so that the
/// other side of a conversation still belongs together, and their identifiers in texts are blacked
/// out.
final class AccountSieve implements Sieve {
    private static final Set<String> ID_COLUMNS =
            Set.of(
                    "conversation",
                    "invite_conversation",
                    "partner",
                    "creator",
                    "actor",
                    "account",
                    "other",
                    "sender");
    private static final Set<String> WORDS_OF_OURS =
            Set.of("address", "examination", "service", "code_table");

    private final Map<String, String> pseudonyms;
    private final Blobs blobs;
    private final Identifiers identifiers = new Identifiers();
    private final Set<String> owned = new HashSet<>();
    private final Set<String> messages = new HashSet<>();
    private final Set<String> messagePlaces = new HashSet<>();
    private final Places places = new Places();
    private Pattern pattern = Pattern.compile("(?!)");

    /// @param pseudonyms by account key
    /// @param names what people call the person
    AccountSieve(Map<String, String> pseudonyms, Set<String> names, Blobs blobs) {
        this.pseudonyms = Map.copyOf(pseudonyms);
        this.blobs = blobs;
        for (String account : pseudonyms.keySet()) {
            identifiers.addId(idOf(account));
        }
        names.forEach(identifiers::addName);
        this.pattern = identifiers.pattern();
    }

    /// The account's id without its service.
    static String idOf(String account) {
        return account.substring(account.indexOf(':') + 1);
    }

    @Override
    public List<FactTable<? extends Fact>> first() {
        return List.of(Account.TABLE, Contact.TABLE, Message.TABLE, Item.TABLE);
    }

    @Override
    public void look(Fact row) {
        if (row instanceof Account account && is(account.account())) {
            name(account.displayName());
            if (account.owner()) {
                owned.add(owner(account.seen().source(), account.service()));
            }
        } else if (row instanceof Contact contact && is(contact.account())) {
            name(contact.displayName());
            String number = contact.number();
            if (number != null) {
                identifiers.addNumber(number);
                pattern = identifiers.pattern();
            }
        } else if (row instanceof Message message && wrote(message)) {
            messages.add(key(message.conversation(), message.messageKey()));
            messagePlaces.add(message.seen().address());
        } else if (row instanceof Item item && mentions(item.path())) {
            places.add(item.seen().address());
        }
    }

    private void name(@Nullable String name) {
        if (name != null) {
            identifiers.addName(name);
            pattern = identifiers.pattern();
        }
    }

    private boolean is(@Nullable String account) {
        return account != null && pseudonyms.containsKey(account);
    }

    private boolean owns(Fact row, String service) {
        return owned.contains(owner(row.seen().source(), service));
    }

    private static String owner(Id source, String service) {
        return source + " " + service;
    }

    private static String key(String conversation, String message) {
        return conversation + '\n' + message;
    }

    private boolean wrote(Message message) {
        return is(message.sender()) || (message.fromOwner() && owns(message, message.service()));
    }

    private boolean gone(String conversation, String message) {
        return messages.contains(key(conversation, message));
    }

    @Override
    public <F extends Fact> @Nullable F keep(FactTable<F> table, F row) throws IOException {
        boolean ofMessage =
                !(row instanceof MembershipEvent) && messagePlaces.contains(row.seen().address());
        if (ofMessage || places.hold(row.seen().address()) || goes(row)) {
            return null;
        }
        return Rewritten.texts(table, row, this::left);
    }

    private boolean goes(Fact row) throws IOException {
        return switch (row) {
            case Account a -> is(a.account());
            case Contact c -> is(c.account());
            case AccountEdge e -> is(e.account()) || is(e.other());
            case Message m -> wrote(m);
            case MembershipEvent e ->
                    is(e.account()) || (e.account() == null && owns(e, e.service()));
            case Attachment a -> gone(a.conversation(), a.messageKey());
            case Reaction r ->
                    gone(r.conversation(), r.messageKey())
                            || is(r.account())
                            || (r.account() == null && owns(r, serviceOf(r.conversation())));
            case Receipt r -> gone(r.conversation(), r.messageKey()) || is(r.account());
            case Call c ->
                    gone(c.conversation(), c.messageKey())
                            || is(c.account())
                            || (c.fromOwner() && owns(c, serviceOf(c.conversation())));
            case Mention m -> mentions(m.value()) || mentions(m.raw());
            case DocumentText d -> textNamesThem(d);
            default -> false;
        };
    }

    private static String serviceOf(String conversation) {
        return conversation.substring(0, Math.max(0, conversation.indexOf(':')));
    }

    private boolean textNamesThem(DocumentText text) throws IOException {
        Optional<byte[]> bytes = blobs.find(text.seen().source(), text.blob());
        return bytes.isPresent() && mentions(new String(bytes.get(), StandardCharsets.UTF_8));
    }

    private String left(String column, String text) {
        if (WORDS_OF_OURS.contains(column)) {
            return text;
        }
        if (ID_COLUMNS.contains(column)) {
            String left = text;
            for (Map.Entry<String, String> each : pseudonyms.entrySet()) {
                left = left.replace(idOf(each.getKey()), each.getValue());
            }
            return left;
        }
        return pattern.matcher(text).replaceAll(found -> mask(found.group()));
    }

    private static String mask(String text) {
        return Matcher.quoteReplacement(Rewritten.mask(text));
    }

    @Override
    public boolean mentions(String text) {
        return pattern.matcher(text).find();
    }
}
