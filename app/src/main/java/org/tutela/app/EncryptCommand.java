package org.tutela.app;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutela.disclose.Envelope;
import org.tutela.verify.PackageCheck;
import org.tutela.verify.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tutela encrypt PACKAGE --for CERTIFICATE`.
@Command(
        name = "encrypt",
        mixinStandardHelpOptions = true,
        description = {
            "Encrypts a sealed package for its addressee, as NAME.zip.p7m beside it, and deletes the"
                    + " open folder: after `package --encrypt-for CERTIFICATE --stamp-first` and"
                    + " `stamp`, or after sealing in the browser.",
            "Exit code 1 where the package does not hold; then it stays as it is."
        })
final class EncryptCommand implements Callable<Integer> {
    private static final String DECISION = "bag/data/legal/decision.json";

    @Parameters(index = "0", paramLabel = "PACKAGE", description = "Its folder.")
    private Path root = Path.of("");

    @Option(
            names = "--for",
            required = true,
            paramLabel = "CERTIFICATE",
            description = "The addressee's certificate, of an RSA key.")
    private Path addressee = Path.of("");

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path sealed = root.toAbsolutePath().normalize();
        if (!Files.isRegularFile(addressee)) {
            throw new WrongUse("There is no certificate " + addressee + ".");
        }
        Path envelope = Envelope.fileOf(sealed);
        if (Files.exists(envelope)) {
            throw new WrongUse("There is a " + envelope + " already.");
        }
        Verdict verdict = PackageCheck.check(sealed, null);
        if (!verdict.valid()) {
            Output.forPeople(spec)
                    .println(
                            "The package does not hold and was not encrypted: "
                                    + verdict.errors().getFirst());
            return 1;
        }
        requireDecided(sealed);
        Envelope.encryptOnly(sealed, addressee);
        Output.of(spec).println(envelope);
        sayLarge(Output.forPeople(spec), envelope);
        return 0;
    }

    /// Where it was decided for whom it is encrypted, it is for nobody else. In a split package
    /// only the first part has the decision.
    private void requireDecided(Path sealed) throws IOException {
        Path file = sealed.resolve(DECISION);
        if (Files.isRegularFile(file)
                && JSON.std.mapFrom(Files.readAllBytes(file)).get("encrypted_for")
                        instanceof String decided
                && !decided.isEmpty()
                && !decided.equals(Envelope.fingerprint(addressee))) {
            throw new WrongUse(
                    "It was decided that the package is encrypted for the certificate "
                            + decided
                            + ", and "
                            + addressee
                            + " is another one.");
        }
    }

    /// Says so where an envelope is one that `openssl cms` cannot read.
    static void sayLarge(PrintWriter people, Path envelope) throws IOException {
        if (Files.size(envelope) > Envelope.LARGEST_FOR_OPENSSL) {
            people.println(
                    envelope.getFileName()
                            + " is larger than openssl can decrypt: its addressee opens it with"
                            + " `tutela open`.");
        }
    }
}
