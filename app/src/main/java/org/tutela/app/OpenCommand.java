package org.tutela.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutela.disclose.OpenedEnvelope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tutela open NAME.zip.p7m`.
@Command(
        name = "open",
        mixinStandardHelpOptions = true,
        description =
                "Opens a package that was encrypted for your certificate, of any size. What comes out"
                        + " is to be verified: anyone can encrypt for you.")
final class OpenCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME.zip.p7m", description = "The envelope.")
    private Path envelope = Path.of("");

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE.p12|FILE.cfg",
            description =
                    "Your key with its certificate: a PKCS#12 file, or the PKCS#11 configuration of a token.")
    private Path key = Path.of("");

    @Option(
            names = "--key-password",
            paramLabel = "FILE",
            description = "File that holds the key's password.")
    private @Nullable Path password;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DIR",
            description = "Where to unpack it, as a folder of its own.")
    private Path target = Path.of("");

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--memory", paramLabel = "SIZE", description = HeapSize.HELP)
    void memory(String size) {
        HeapSize.check(size);
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(envelope)) {
            throw new WrongUse("There is no envelope " + envelope + ".");
        }
        for (Path opened :
                OpenedEnvelope.open(
                        envelope, KeyOptions.read(key, password, "--key-password"), target)) {
            Output.of(spec).println(opened);
        }
        Output.forPeople(spec).println("Verify it: tutela verify " + target);
        return 0;
    }
}
