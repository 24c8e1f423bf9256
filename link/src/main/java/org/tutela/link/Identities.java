package org.tutela.link;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tutela.link.AccountIds.Sides;
import org.tutela.model.AccountTie;
import org.tutela.model.DeviceOwner;
import org.tutela.model.Id;

/// Which identifier belongs to which account, and which account a device belongs to. Identifiers
/// that nothing ties to another stand for themselves and take no memory.
public final class Identities {

    /// Loads them.
    public static final Lookup<Identities> LOOKUP =
            new Lookup<>(
                    "identities", List.of(AccountTie.class, DeviceOwner.class), Identities::load);

    private static final String UNKNOWN = "";

    private final Map<String, String> ties;
    private final Map<Installation, DeviceOwner> owners;
    private final @Nullable Map<String, String> asked;
    private final Map<String, String> accounts = new HashMap<>();
    private final Map<Installation, Optional<String>> found = new HashMap<>();

    private Identities(
            Map<String, String> ties,
            Map<Installation, DeviceOwner> owners,
            @Nullable Map<String, String> asked) {
        this.ties = ties;
        this.owners = owners;
        this.asked = asked;
    }

    /// Nothing is known: every identifier stands for itself.
    public static Identities none() {
        return new Identities(Map.of(), Map.of(), null);
    }

    /// The same knowledge; every question and its answer is also put into `questions`, so that work
    /// done with the answers is known to hold as long as they stay the same. For one thread.
    public Identities noting(Map<String, String> questions) {
        return new Identities(ties, owners, questions);
    }

    /// Whether questions noted earlier would be answered as they were.
    public boolean answersAlike(Map<String, String> questions) {
        return questions.entrySet().stream()
                .allMatch(each -> answer(each.getKey()).equals(each.getValue()));
    }

    /// The linked account of an identifier.
    public String account(String alias) {
        return asked == null
                ? ties.getOrDefault(alias, alias)
                : accounts.computeIfAbsent(alias, each -> ask("a" + each));
    }

    /// The linked account of an identifier that may be missing.
    public @Nullable String accountOrNone(@Nullable String alias) {
        return alias == null ? null : account(alias);
    }

    /// The linked account that an installation of a messenger belongs to: as its own item states,
    /// else as the strongest statement in the source does.
    public Optional<String> findOwner(Id source, Id item, String service) {
        Installation installation = new Installation(source, item, service);
        return asked == null
                ? owner(installation)
                : found.computeIfAbsent(installation, this::owner);
    }

    /// The linked conversation of an id as one device has it. Ids of groups are the same on all
    /// devices; of a direct conversation each device knows the other side, `service:?+partner`.
    /// Where the device's own account is not known, the conversation stays the device's own.
    public String conversation(String conversation, Id source, Id item) {
        if (!AccountIds.isDirect(conversation)) {
            return conversation;
        }
        Sides sides = AccountIds.sides(conversation);
        String service = AccountIds.service(conversation);
        String one =
                AccountIds.known(sides.one())
                        ? account(sides.one())
                        : findOwner(source, item, service).orElse(service + ":?" + source);
        return AccountIds.direct(new Sides(one, account(sides.other())));
    }

    private Optional<String> owner(Installation of) {
        String owner = asked == null ? ownerOf(of) : ask("o" + of.source + of.item + of.service);
        return owner.equals(UNKNOWN) ? Optional.empty() : Optional.of(owner);
    }

    private String ask(String question) {
        String answer = answer(question);
        if (asked != null) {
            asked.put(question, answer);
        }
        return answer;
    }

    private String answer(String question) {
        if (question.charAt(0) == 'a') {
            String alias = question.substring(1);
            return ties.getOrDefault(alias, alias);
        }
        return ownerOf(
                new Installation(
                        Id.parse(question.substring(1, 33)),
                        Id.parse(question.substring(33, 65)),
                        question.substring(65)));
    }

    private String ownerOf(Installation of) {
        DeviceOwner owner = owners.get(of);
        if (owner == null) {
            owner = owners.get(of.anywhere());
        }
        return owner == null ? UNKNOWN : ties.getOrDefault(owner.account(), owner.account());
    }

    private static Identities load(Tables tables) throws IOException {
        Map<String, String> ties = new HashMap<>();
        for (Tables.Part<AccountTie> part : tables.parts(AccountTie.class)) {
            part.read(tie -> {
                if (!tie.alias().equals(tie.account())) {
                    ties.put(tie.alias(), tie.account());
                }
            });
        }
        Map<Installation, DeviceOwner> owners = new HashMap<>();
        for (Tables.Part<DeviceOwner> part : tables.parts(DeviceOwner.class)) {
            part.read(owner -> {
                if (owner.place() == 1) {
                    Installation of =
                            new Installation(owner.source(), owner.item(), owner.service());
                    owners.put(of, owner);
                    owners.merge(of.anywhere(), owner, OwnerBasis::stronger);
                }
            });
        }
        return new Identities(ties, owners, null);
    }

    /// One installation of a messenger.
    private record Installation(Id source, Id item, String service) {
        /// The source as a whole.
        Installation anywhere() {
            return new Installation(source, new Id(0, 0), service);
        }
    }
}
