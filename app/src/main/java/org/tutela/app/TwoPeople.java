package org.tutela.app;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Role;
import org.tutela.casebook.User;
import org.tutela.disclose.PackageOrder;
import picocli.CommandLine.Option;

/// Four eyes on the command line: two accounts, and the password of the second.
final class TwoPeople {
    /// Who decides where nobody is named.
    static final String NOBODY = "command-line";

    @Option(names = "--by", paramLabel = "ACCOUNT", description = "Who proposes it.")
    private @Nullable String by;

    @Option(
            names = "--approved-by",
            paramLabel = "ACCOUNT",
            description = "The second person, who approves it.")
    private @Nullable String approvedBy;

    @Option(
            names = "--approval",
            paramLabel = "FILE",
            description =
                    "File that holds the second person's password; asked for on a terminal unless told.")
    private @Nullable Path approval;

    /// Who was named, each an account that may decide, the second with the right password.
    ///
    /// @param by who proposes; null where nobody was named
    /// @param approvedBy the second person; null where nobody was named
    record Chosen(@Nullable String by, @Nullable String approvedBy) {}

    /// Who proposes and who approves; nobody approves where nobody was named. Throws [WrongUse]
    /// where an account is missing, may not decide, or the password is wrong.
    PackageOrder.People of(Casebook casebook) throws IOException {
        Chosen chosen = chosen(casebook);
        if (chosen.by() == null) {
            if (chosen.approvedBy() != null) {
                throw new WrongUse("--approved-by needs --by ACCOUNT: who proposes it.");
            }
            return new PackageOrder.People(NOBODY, null);
        }
        return new PackageOrder.People(chosen.by(), chosen.approvedBy());
    }

    /// As [#of], where a proposal and its approval may come one by one.
    Chosen chosen(Casebook casebook) throws IOException {
        if (by != null) {
            requireAccount(casebook, by);
        }
        if (approvedBy != null) {
            if (approvedBy.equals(by)) {
                throw new WrongUse("The second person is another one than " + by + ".");
            }
            requireAccount(casebook, approvedBy);
            if (!casebook.users().knowsPassword(approvedBy, password(approvedBy))) {
                throw new WrongUse(
                        "The password of " + approvedBy + " is wrong: it was not approved.");
            }
        }
        return new Chosen(by, approvedBy);
    }

    private String password(String account) throws IOException {
        if (approval != null) {
            return Files.readString(approval).strip();
        }
        Optional<char[]> typed =
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .map(console -> console.readPassword("Password of %s: ", account));
        return typed.map(String::new)
                .orElseThrow(() ->
                        new WrongUse(
                                "Who approves types a password: use a terminal, or --approval FILE."));
    }

    private static void requireAccount(Casebook casebook, String name) throws IOException {
        User user =
                casebook.users()
                        .find(name)
                        .orElseThrow(() ->
                                new WrongUse(
                                        "The case has no account "
                                                + name
                                                + ": `tutela user add` makes one."));
        if (user.disabled() || user.role() == Role.READER || user.role() == Role.REVIEWER) {
            throw new WrongUse("The account " + name + " may not decide on packages and erasure.");
        }
    }
}
