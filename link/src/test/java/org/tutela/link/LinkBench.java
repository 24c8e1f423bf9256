package org.tutela.link;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.RegisteredSource;
import org.tutela.facts.Staging;
import org.tutela.facts.UnitWriter;
import org.tutela.model.Account;
import org.tutela.model.AccountEdge;
import org.tutela.model.Address;
import org.tutela.model.Conversation;
import org.tutela.model.ConversationKind;
import org.tutela.model.EdgeKind;
import org.tutela.model.Id;
import org.tutela.model.MembershipChange;
import org.tutela.model.MembershipEvent;
import org.tutela.model.Message;
import org.tutela.model.MessageKind;
import org.tutela.model.MessageState;
import org.tutela.model.Seen;
import org.tutela.model.Timestamp;

/// Measures linking: `LinkBench write FOLDER MESSAGES` makes a case of made-up message facts, each
/// message on three of twelve devices; `LinkBench link FOLDER` links it and prints CPU seconds and
/// the most memory that the process took (Linux).
public final class LinkBench {
    private static final int DEVICES = 12;
    private static final int GROUPS = 300;
    private static final int MEMBERS = 60;
    private static final int ACCOUNTS = 5000;
    private static final int HOLDERS = 3;

    private LinkBench() {}

    /// Runs the bench.
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[1]);
        if (args[0].equals("write")) {
            write(folder, Long.parseLong(args[2]));
        } else {
            link(folder);
        }
    }

    private static void link(Path path) throws IOException {
        long[] started = {System.nanoTime(), cpu()};
        try (CaseFolder folder = CaseFolder.openForWriting(path)) {
            long memory = Runtime.getRuntime().maxMemory() / 3;
            SortedMap<String, Long> rows =
                    LinkRun.run(
                            folder,
                            memory,
                            progress ->
                                    System.err.printf(
                                            "%6.1f CPU s  %s%n",
                                            (cpu() - started[1]) / 1e9, progress.step()));
            System.err.println(rows);
        }
        System.err.printf(
                "linked in %.1f CPU s, %.1f s%n",
                (cpu() - started[1]) / 1e9, (System.nanoTime() - started[0]) / 1e9);
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .forEach(System.err::println);
        }
    }

    private static void write(Path path, long messages) throws IOException {
        try (CaseFolder folder = CaseFolder.openForWriting(path)) {
            for (int device = 0; device < DEVICES; device++) {
                Id source = Id.of("bench", Integer.toString(device));
                folder.register(
                        new RegisteredSource(
                                source,
                                "B/" + device,
                                "/nowhere",
                                "phone.zip",
                                "zip",
                                1,
                                new TreeMap<>()));
                Staging staging = Staging.open(folder, source, "bench");
                try (UnitWriter unit = staging.begin("unit")) {
                    new Phone(device, source, unit).write(messages / HOLDERS);
                    unit.commit();
                }
                staging.compact(List.of(), progress -> {});
                System.err.println("device " + device + ", " + cpu() / 1_000_000_000 + " CPU s");
            }
        }
    }

    private static long cpu() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    private static String account(int number) {
        return "whatsapp:3499900%04d@s.whatsapp.net".formatted(number);
    }

    private static String lid(int number) {
        return "whatsapp:10000000000%04d@lid".formatted(number);
    }

    private static String group(int number) {
        return "whatsapp:12036300000000%04d@g.us".formatted(number);
    }

    /// The facts of one phone.
    private static final class Phone {
        private final int device;
        private final Id source;
        private final UnitWriter unit;
        private final Address database;
        private final Id item;
        private long row;

        Phone(int device, Id source, UnitWriter unit) {
            this.device = device;
            this.source = source;
            this.unit = unit;
            this.database =
                    Address.of(source)
                            .step(
                                    Address.Kind.MEMBER,
                                    "data/data/com.whatsapp/databases/msgstore.db",
                                    17);
            this.item = database.toId();
        }

        void write(long messages) throws IOException {
            for (int i = 0; i < ACCOUNTS; i++) {
                int number = i;
                unit.add(
                        Account.TABLE,
                        new Account(
                                seen("account"),
                                "whatsapp",
                                account(number),
                                null,
                                "name " + number,
                                number == device,
                                "registration_jid"));
                if (i % 4 == 0) {
                    unit.add(
                            AccountEdge.TABLE,
                            new AccountEdge(
                                    seen("account_edge"),
                                    "whatsapp",
                                    lid(number),
                                    account(number),
                                    EdgeKind.LID_MAP,
                                    null));
                }
            }
            for (int i = 0; i < GROUPS; i++) {
                if (holds(i)) {
                    group(i);
                }
            }
            for (long i = 0; i < messages; i++) {
                Random random = new Random(i * 0x9E3779B97F4A7C15L);
                int conversation = random.nextInt(GROUPS);
                if (holds(conversation)) {
                    message(i, conversation, random);
                }
            }
        }

        private boolean holds(int conversation) {
            return Math.floorMod(device - conversation, DEVICES) < HOLDERS;
        }

        private void group(int number) throws IOException {
            unit.add(
                    Conversation.TABLE,
                    new Conversation(
                            seen("conversation"),
                            "whatsapp",
                            LinkBench.group(number),
                            ConversationKind.GROUP,
                            "group " + number,
                            null,
                            null,
                            null));
            for (int member = 0; member < MEMBERS; member++) {
                unit.add(
                        MembershipEvent.TABLE,
                        new MembershipEvent(
                                seen("membership_event"),
                                "whatsapp",
                                LinkBench.group(number),
                                account(member(number, member)),
                                MembershipChange.ADDED,
                                account(0),
                                false,
                                Timestamp.unixSeconds(1_600_000_000L + member),
                                12L,
                                "whatsapp-android",
                                null));
            }
        }

        private static int member(int group, int member) {
            return member < DEVICES ? member : (group * 37 + member * 11) % ACCOUNTS;
        }

        private void message(long number, int conversation, Random random) throws IOException {
            int sender = member(conversation, random.nextInt(MEMBERS));
            boolean own = sender == device;
            String key =
                    "3EB0"
                            + HexFormat.of()
                                    .toHexDigits(random.nextLong())
                                    .toUpperCase(java.util.Locale.ROOT);
            StringBuilder text = new StringBuilder();
            int words = 1 + random.nextInt(19);
            for (int i = 0; i < words; i++) {
                text.append(i == 0 ? "" : " ").append("goal").append(random.nextInt(500));
            }
            Timestamp sent = Timestamp.unixMillis(1_650_000_000_000L + number * 1000);
            unit.add(
                    Message.TABLE,
                    new Message(
                            seen("message"),
                            "whatsapp",
                            LinkBench.group(conversation),
                            key + number,
                            own ? null : sender % 4 == 0 ? lid(sender) : account(sender),
                            own,
                            sent,
                            sent,
                            MessageKind.TEXT,
                            text.toString(),
                            false,
                            null,
                            null,
                            MessageState.LIVE,
                            null,
                            0L,
                            4L,
                            null,
                            "whatsapp-android",
                            null,
                            null));
        }

        private Seen seen(String table) {
            String address = database.row(table, row++).toString();
            return Seen.of(table, new Seen.Place(source, item, address), 0, "chat.whatsapp", 1);
        }
    }
}
