package org.tutela.app;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Role;
import org.tutela.casebook.User;
import org.tutela.facts.CaseFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tutela user add|list|disable`.
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        description = "The accounts of a case.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {UserCommand.Add.class, UserCommand.Listing.class, UserCommand.Disable.class})
final class UserCommand {
    // On the command line whoever may write the case folder acts; the journal says so.
    private static final String BY = "command-line";

    /// Made by the command line.
    UserCommand() {}

    /// Opens the casebook of a case that exists.
    static Casebook open(Path path) throws IOException {
        CaseFolder.openForReading(path).close();
        return Casebook.open(path, InstantSource.system());
    }

    /// `tutela user add CASE NAME`.
    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Adds an account, or changes the rights of one.")
    static final class Add implements Callable<Integer> {
        @Mixin private CaseArgument chosen = new CaseArgument();

        @Parameters(
                index = "1",
                paramLabel = "NAME",
                description = "2 to 40 lower-case letters, digits, dots and dashes.")
        private String name = "";

        @Option(
                names = "--role",
                required = true,
                paramLabel = "ROLE",
                description = "One of ${COMPLETION-CANDIDATES}.")
        private Role role = Role.READER;

        @Option(
                names = "--exhibits",
                split = ",",
                paramLabel = "REF",
                description =
                        "Exhibits that the person needs to know; \"*\" for all, none unless told.")
        private Set<String> exhibits = new TreeSet<>();

        @Option(names = "--victims", description = "Shows fields about victims.")
        private boolean victims;

        @Option(
                names = "--password-file",
                paramLabel = "FILE",
                description =
                        "The password is the first line of this file; asked for on a terminal unless told.")
        private @Nullable Path passwordFile;

        @Option(
                names = "--link",
                description =
                        "Sets no password, but prints the token of a link by which the person sets it within 24 hours.")
        private boolean link;

        @Spec private @Nullable CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            PrintWriter out = Output.of(spec);
            try (Casebook casebook = open(chosen.path())) {
                boolean known = casebook.users().find(name).isPresent();
                User user = new User(name, role, exhibits, victims, false);
                String password = link && !known ? unguessable() : link ? "" : password(known);
                casebook.users().put(BY, user, password);
                out.println(
                        (known ? "Changed " : "Added ")
                                + name
                                + ", "
                                + role.name().toLowerCase(Locale.ROOT)
                                + ".");
                if (link) {
                    out.println(
                            "The person sets a password within 24 hours at /password?token="
                                    + casebook.passwordLinks().make(name, Duration.ofHours(24))
                                    + " of the server.");
                }
                return 0;
            } catch (IllegalArgumentException e) {
                throw new WrongUse(String.valueOf(e.getMessage()));
            }
        }

        /// A password that nobody knows, until the person sets one.
        private static String unguessable() {
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            return HexFormat.of().formatHex(random);
        }

        private String password(boolean known) throws IOException {
            if (passwordFile != null) {
                try (var lines = Files.lines(passwordFile)) {
                    return lines.findFirst().orElse("");
                }
            }
            Optional<Console> console = Terminal.find();
            if (console.isEmpty()) {
                if (known) {
                    return "";
                }
                throw new WrongUse(
                        "There is no terminal to ask for a password: give --password-file FILE, or --link.");
            }
            char[] typed = console.get().readPassword("Password of %s: ", name);
            return typed == null ? "" : new String(typed);
        }
    }

    /// `tutela user list CASE`.
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "The accounts and their rights.")
    static final class Listing implements Callable<Integer> {
        @Mixin private CaseArgument chosen = new CaseArgument();

        @Spec private @Nullable CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            PrintWriter out = Output.of(spec);
            try (Casebook casebook = open(chosen.path())) {
                for (User user : casebook.users().list()) {
                    out.println(
                            user.name()
                                    + "\t"
                                    + user.role().name().toLowerCase(Locale.ROOT)
                                    + "\t"
                                    + String.join(",", user.exhibits())
                                    + "\t"
                                    + (user.victims() ? "victims" : "-")
                                    + "\t"
                                    + (user.disabled() ? "disabled" : "enabled"));
                }
            }
            return 0;
        }
    }

    /// `tutela user disable CASE NAME`.
    @Command(
            name = "disable",
            mixinStandardHelpOptions = true,
            description = "Refuses sign-in to an account, and ends its sessions.")
    static final class Disable implements Callable<Integer> {
        @Mixin private CaseArgument chosen = new CaseArgument();

        @Parameters(index = "1", paramLabel = "NAME", description = "The account.")
        private String name = "";

        @Spec private @Nullable CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            try (Casebook casebook = open(chosen.path())) {
                User user =
                        casebook.users()
                                .find(name)
                                .orElseThrow(() ->
                                        new WrongUse(
                                                "The case has no account \""
                                                        + name
                                                        + "\"; `tutela user list` lists them."));
                casebook.users()
                        .put(
                                BY,
                                new User(
                                        user.name(),
                                        user.role(),
                                        user.exhibits(),
                                        user.victims(),
                                        true),
                                "");
                Output.of(spec).println("Disabled " + name + ".");
            }
            return 0;
        }
    }
}
