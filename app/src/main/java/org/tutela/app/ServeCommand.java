package org.tutela.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.CaseKeeper;
import org.tutela.casebook.Casebook;
import org.tutela.disclose.StampAuthority;
import org.tutela.facts.CaseFolder;
import org.tutela.web.Server;
import org.tutela.web.Settings;
import org.tutela.web.access.FirstStart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tutela serve CASE`.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "The case in the browser, on this machine only unless --host says otherwise. Ends with Ctrl C:",
            "what is being answered then is answered, for ten seconds at most, and the exit code is 0.",
            "The first start makes the account admin and prints the link that sets its password."
        })
final class ServeCommand implements Callable<Integer> {
    @Mixin private CaseArgument chosen = new CaseArgument();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port; 8443 unless told, 0 for a free one.")
    private int port = Settings.PORT;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Address to listen on; 127.0.0.1 unless told.")
    private String host = "127.0.0.1";

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "Certificate chain, PEM; one is made unless told.")
    private @Nullable Path certificate;

    @Option(names = "--key", paramLabel = "FILE", description = "Its private key, PEM.")
    private @Nullable Path key;

    @Mixin private StampOptions stamps = new StampOptions();

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--memory", paramLabel = "SIZE", description = HeapSize.HELP)
    void memory(String size) {
        HeapSize.check(size);
    }

    @Override
    public Integer call() throws IOException {
        Settings settings;
        try {
            settings = new Settings(chosen.path(), host, port, certificate, key);
        } catch (IllegalArgumentException e) {
            throw new WrongUse(String.valueOf(e.getMessage()));
        }
        try (CaseFolder folder = chosen.openForReading()) {
            Logs.to(folder.log());
        }
        serve(settings, Output.of(spec), stamps.authority(InstantSource.system()));
        return 0;
    }

    /// Serves until the process is asked to end; nobody stamps what is sealed meanwhile.
    static void serve(Settings settings, PrintWriter out) throws IOException {
        serve(settings, out, Optional.empty());
    }

    private static void serve(
            Settings settings, PrintWriter out, Optional<StampAuthority> authority)
            throws IOException {
        Ending ending = new Ending();
        try {
            serve(settings, out, authority, ending);
            ending.whole.set(true);
        } finally {
            ending.over.countDown();
        }
    }

    private static void serve(
            Settings settings, PrintWriter out, Optional<StampAuthority> authority, Ending ending)
            throws IOException {
        try (Casebook casebook = Casebook.open(settings.caseFolder(), InstantSource.system());
                Answers answers =
                        Answers.open(
                                settings.caseFolder(),
                                casebook,
                                new CaseContents(settings.caseFolder()),
                                new CasePackages(settings.caseFolder(), casebook, authority))) {
            Optional<URI> first = FirstStart.prepare(casebook);
            try (Server server = Server.start(settings, answers);
                    CaseKeeper _ = CaseKeeper.start(settings.caseFolder(), answers)) {
                Runtime.getRuntime().addShutdownHook(new Thread(ending::await));
                out.println("The case is at " + server.address());
                first.ifPresent(link ->
                        out.println(
                                "Set the password of the account admin, within 24 hours, at "
                                        + server.address().resolve(link)));
                out.flush();
                awaitQuietly(ending.asked);
            }
        }
    }

    /// How serving ends: asked for by a signal, over when all is closed.
    private static final class Ending {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);
        private final AtomicBoolean whole = new AtomicBoolean();

        /// What the process does when it is asked to end.
        void await() {
            asked.countDown();
            awaitQuietly(over);
            if (whole.get()) {
                // Else the machine says 143 or 130, as of a process that was cut off.
                Runtime.getRuntime().halt(0);
            }
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
