package org.tutela.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.tutela.answers.QueryException;
import org.tutela.bytes.EvidenceException;
import org.tutela.facts.CaseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/// `tutela COMMAND …`.
@Command(
        name = "tutela",
        description = "From seized devices to linked facts.",
        mixinStandardHelpOptions = true,
        version = "tutela 0.1",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 complete, 1 complete with problems in the evidence, 2 wrong use, 3 failed.",
            "`tutela COMMAND --help` tells more about each."
        })
public final class Main {
    /// In the order of the help.
    private static final List<Class<?>> COMMANDS =
            List.of(
                    DemoCommand.class,
                    RunCommand.class,
                    ServeCommand.class,
                    UserCommand.class,
                    AuditCommand.class,
                    FactsCommand.class,
                    QueryCommand.class,
                    CoverageCommand.class,
                    ListCommand.class,
                    ExplainCommand.class,
                    ShowBytesCommand.class,
                    KnownCommand.class,
                    DiffCommand.class,
                    PackageCommand.class,
                    StampCommand.class,
                    EncryptCommand.class,
                    OpenCommand.class,
                    VerifyCommand.class,
                    EraseCommand.class,
                    ScenarioCommand.class,
                    ScoreCommand.class);

    /// Made by the command line.
    Main() {}

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /// Runs one command; returns its exit code.
    static int run(String... arguments) {
        Logs.quiet();
        CommandLine line = new CommandLine(new Main());
        COMMANDS.forEach(each -> add(line, each, List.of(arguments)));
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(sentence(failure));
            if (failure instanceof WrongUse || failure instanceof QueryException) {
                return 2;
            }
            Logs.trace(failure);
            return 3;
        });
        int code = line.execute(arguments);
        line.getOut().flush();
        line.getErr().flush();
        return code;
    }

    /// Adds a command whole where it is asked for; of the others the help shows a name and a
    /// sentence, and reading the options of all of them would take half the time of a short
    /// command.
    private static void add(CommandLine line, Class<?> type, List<String> arguments) {
        Command said = Objects.requireNonNull(type.getAnnotation(Command.class), type::getName);
        // A file of arguments, `@FILE`, may name any of them.
        if (arguments.stream().anyMatch(each -> each.equals(said.name()) || each.startsWith("@"))) {
            line.addSubcommand(said.name(), type);
            return;
        }
        CommandSpec outline = CommandSpec.create();
        outline.usageMessage().description(said.description());
        line.addSubcommand(said.name(), outline);
    }

    /// What people are told of a failure: one sentence, never a trace.
    private static String sentence(Exception failure) {
        String message = failure.getMessage();
        boolean ours =
                failure instanceof WrongUse
                        || failure instanceof CaseException
                        || failure instanceof QueryException
                        || failure instanceof EvidenceException;
        if (ours && message != null) {
            return message;
        }
        if (failure instanceof IOException) {
            String what = message == null ? failure.getClass().getSimpleName() : message;
            return "A file of this machine could not be read or written ("
                    + what
                    + "): make space or mend the disk; the same command then goes on where it stopped.";
        }
        return "Tutela failed ("
                + failure.getClass().getSimpleName()
                + "); the log of the case has the trace. What was committed is kept.";
    }
}
