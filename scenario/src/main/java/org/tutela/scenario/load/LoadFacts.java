package org.tutela.scenario.load;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.LongFunction;
import org.tutela.model.Account;
import org.tutela.model.Address;
import org.tutela.model.Conversation;
import org.tutela.model.ConversationKind;
import org.tutela.model.Id;
import org.tutela.model.MembershipChange;
import org.tutela.model.MembershipEvent;
import org.tutela.model.Message;
import org.tutela.model.MessageKind;
import org.tutela.model.MessageState;
import org.tutela.model.Seen;
import org.tutela.model.Timestamp;

/// Facts of many devices without any evidence behind them, for load tests: groups of 20 members,
/// each group held by three devices, so that most messages are seen three times. Every row is
/// computed from its number: nothing is kept in memory, and the same seed gives the same rows. Rows
/// of one table come in the order of their addresses.
///
/// @param seed what everything is computed from
/// @param sources number of devices, 3 or more
/// @param messages number of message facts on all devices together, rounded down to whole groups
public record LoadFacts(long seed, int sources, long messages) {
    private static final String SERVICE = "whatsapp";
    private static final String EXAMINATION = "chat.whatsapp";
    private static final int VERSION = 1;
    private static final int HOLDERS = 3;
    private static final int MEMBERS = 20;
    private static final int PER_GROUP = 500;

    /// Row ids start here so that their decimal text has one length.
    private static final long FIRST_ROW = 1_000_000_000L;

    private static final long FIRST_MILLIS = 1_735_689_600_000L;
    private static final long STEP_MILLIS = 60_000;

    /// Throws [IllegalArgumentException] on fewer than three devices.
    public LoadFacts {
        if (sources < HOLDERS || messages < 0) {
            throw new IllegalArgumentException("needs three devices or more, and no less than 0");
        }
    }

    /// Number of groups.
    public long groups() {
        return messages / ((long) HOLDERS * PER_GROUP);
    }

    /// The id of a device, counted from 0.
    public Id source(int device) {
        return Id.of("load", Long.toString(seed), Integer.toString(device));
    }

    /// Number of message facts of a device.
    public long messagesOf(int device) {
        return groupsOf(device) * PER_GROUP;
    }

    /// The messages of a device.
    public Iterator<Message> messages(int device) {
        Store store = new Store(device);
        return rows(
                messagesOf(device), row -> message(store, groupOf(device, row / PER_GROUP), row));
    }

    /// The groups of a device.
    public Iterator<Conversation> conversations(int device) {
        Store store = new Store(device);
        return rows(
                groupsOf(device),
                row -> {
                    long group = groupOf(device, row);
                    return new Conversation(
                            store.seen("conversation", "chat", row),
                            SERVICE,
                            conversation(group),
                            ConversationKind.GROUP,
                            "Group " + group,
                            Timestamp.unixMillis(FIRST_MILLIS),
                            account(member(group, 0)),
                            null);
                });
    }

    /// The accounts of a device: its owner first, then the members of its groups, some twice.
    public Iterator<Account> accounts(int device) {
        Store store = new Store(device);
        return rows(
                1 + groupsOf(device) * MEMBERS,
                row -> {
                    long number =
                            row == 0
                                    ? owner(device)
                                    : member(
                                            groupOf(device, (row - 1) / MEMBERS),
                                            (int) ((row - 1) % MEMBERS));
                    return new Account(
                            store.seen("account", "jid", row),
                            SERVICE,
                            account(number),
                            "+" + number,
                            "Person " + number % 10_000,
                            row == 0,
                            row == 0 ? "PREFERENCES" : "JID");
                });
    }

    /// Who joined the groups of a device: every member was added by the first, two leave.
    public Iterator<MembershipEvent> memberships(int device) {
        Store store = new Store(device);
        int perGroup = MEMBERS + 2;
        return rows(
                groupsOf(device) * perGroup,
                row -> {
                    long group = groupOf(device, row / perGroup);
                    return membership(
                            store.seen("membership_event", "message_system", row),
                            group,
                            (int) (row % perGroup));
                });
    }

    private MembershipEvent membership(Seen seen, long group, int step) {
        boolean leaves = step >= MEMBERS;
        int place = leaves ? MEMBERS - 1 - (step - MEMBERS) : step;
        long at = FIRST_MILLIS + (leaves ? (PER_GROUP + 1) * STEP_MILLIS : step * 10_000L);
        MembershipChange change =
                leaves
                        ? MembershipChange.LEFT
                        : step == 0 ? MembershipChange.CREATED : MembershipChange.ADDED;
        return new MembershipEvent(
                seen,
                SERVICE,
                conversation(group),
                account(member(group, place)),
                change,
                account(member(group, leaves ? place : 0)),
                false,
                Timestamp.unixMillis(at),
                leaves ? 5L : 12L,
                "whatsapp.action",
                null);
    }

    private Message message(Store store, long group, long row) {
        int number = (int) (row % PER_GROUP);
        long mixed = mix(group * PER_GROUP + number);
        long at = FIRST_MILLIS + (number + 1) * STEP_MILLIS + Math.floorMod(mixed, 50_000L);
        boolean picture = mixed % 10 == 0;
        return new Message(
                store.seen("message", "message", row),
                SERVICE,
                conversation(group),
                key(mixed, group, number),
                account(member(group, (int) Math.floorMod(mixed >>> 8, (long) MEMBERS))),
                false,
                Timestamp.unixMillis(at),
                Timestamp.unixMillis(at + 400),
                picture ? MessageKind.PICTURE : MessageKind.TEXT,
                "Training is on day " + number + ", bring water. " + Long.toString(mixed, 36),
                false,
                null,
                null,
                MessageState.LIVE,
                null,
                picture ? 1L : 0L,
                0L,
                null,
                "whatsapp.type",
                null,
                null);
    }

    private static String key(long mixed, long group, int number) {
        java.util.HexFormat hex = java.util.HexFormat.of().withUpperCase();
        return hex.toHexDigits(mixed) + hex.toHexDigits(group * PER_GROUP + number);
    }

    /// The groups of device d are d, d + sources, … and those of the two devices before it.
    private long groupsOf(int device) {
        long of = 0;
        for (int lag = 0; lag < HOLDERS; lag++) {
            of += own(Math.floorMod(device - lag, sources));
        }
        return of;
    }

    private long own(int device) {
        return device >= groups() ? 0 : (groups() - 1 - device) / sources + 1;
    }

    private long groupOf(int device, long ordinal) {
        long left = ordinal;
        for (int lag = 0; lag < HOLDERS; lag++) {
            int first = Math.floorMod(device - lag, sources);
            if (left < own(first)) {
                return first + left * sources;
            }
            left -= own(first);
        }
        throw new NoSuchElementException("device " + device + " has no group " + ordinal);
    }

    private long owner(int device) {
        return 1_212_555_0100L * 10_000 + device;
    }

    /// Members of a group are spread over four times as many accounts as there are groups; the
    /// owners of the devices that hold it are among them.
    private long member(long group, int place) {
        if (place < HOLDERS) {
            return owner((int) ((group + place) % sources));
        }
        long accounts = Math.max(1000, groups() * 4);
        return 33_639_980_000_000L + Math.floorMod(mix(group * MEMBERS + place), accounts);
    }

    private static String account(long number) {
        return SERVICE + ":" + number + "@s.whatsapp.net";
    }

    private static String conversation(long group) {
        return SERVICE + ":" + (120_363_000_000_000_000L + group) + "@g.us";
    }

    private long mix(long number) {
        long mixed = (number + seed) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return (mixed ^ (mixed >>> 31)) >>> 1;
    }

    private static <T> Iterator<T> rows(long count, LongFunction<T> row) {
        return new Iterator<>() {
            private long next;

            @Override
            public boolean hasNext() {
                return next < count;
            }

            @Override
            public T next() {
                if (next >= count) {
                    throw new NoSuchElementException();
                }
                return row.apply(next++);
            }
        };
    }

    /// The message store that the facts of a device are said to lie in.
    private final class Store {
        private final Id source;
        private final Id item;
        private final String address;

        Store(int device) {
            this.source = source(device);
            Address store =
                    Address.of(source)
                            .step(
                                    Address.Kind.MEMBER,
                                    "data/data/com.whatsapp/databases/msgstore.db",
                                    0);
            this.item = store.toId();
            this.address = store + "::";
        }

        Seen seen(String table, String rowTable, long row) {
            String place = address + "row:" + rowTable + "@" + (FIRST_ROW + row);
            return Seen.of(table, new Seen.Place(source, item, place), 0, EXAMINATION, VERSION);
        }
    }
}
