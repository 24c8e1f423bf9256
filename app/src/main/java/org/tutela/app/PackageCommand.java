package org.tutela.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.CaseQuery;
import org.tutela.casebook.Casebook;
import org.tutela.disclose.Envelope;
import org.tutela.disclose.PackageDecision;
import org.tutela.disclose.PackageOrder;
import org.tutela.disclose.PackageWriter;
import org.tutela.disclose.Scope;
import org.tutela.disclose.SealingKey;
import org.tutela.facts.CaseFolder;
import org.tutela.verify.StandaloneJar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tutela package CASE --country CC --to DIR`.
@Command(
        name = "package",
        mixinStandardHelpOptions = true,
        description =
                "Writes the sealed package of a country. Without the approval of a second account it is an unapproved draft, and says so everywhere.")
final class PackageCommand implements Callable<Integer> {
    @Mixin private CaseArgument chosen = new CaseArgument();

    @Option(
            names = "--country",
            required = true,
            paramLabel = "CC",
            description = "ISO 3166-1, such as ES.")
    private String country = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DIR",
            description = "Where to write it, as a folder of its own.")
    private Path target = Path.of("");

    @Option(names = "--addressee", paramLabel = "NAME", description = "Court or office.")
    private String addressee = "";

    @Option(names = "--authority", paramLabel = "NAME", description = "Who ordered the disclosure.")
    private String authority = "";

    @Option(names = "--basis", paramLabel = "TEXT", description = "Law or request it rests on.")
    private String basis = "";

    @Option(
            names = "--handling",
            paramLabel = "CODE",
            description = "How the addressee must handle it.")
    private String handling = "";

    @Option(
            names = "--retain-until",
            paramLabel = "DATE",
            description = "Until when it may be kept.")
    private String retainUntil = "";

    @Option(
            names = "--language",
            paramLabel = "en|es",
            description = "Of the report; en unless told.")
    private String language = "en";

    @Mixin private TwoPeople people = new TwoPeople();

    @Option(
            names = "--key",
            paramLabel = "FILE.p12",
            description = "Sealing key; the case's own unless told.")
    private @Nullable Path keyFile;

    @Option(
            names = "--key-password",
            paramLabel = "FILE",
            description = "File that holds the key's password.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--encrypt-for",
            paramLabel = "CERTIFICATE",
            description =
                    "Also encrypts it for this certificate, as NAME.zip.p7m beside the folder.")
    private @Nullable Path addresseeCertificate;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        InstantSource clock = InstantSource.system();
        try (CaseFolder folder = chosen.openForReading();
                CaseQuery query = CaseQuery.open(folder);
                Casebook casebook = Casebook.open(folder.path(), clock)) {
            PackageOrder order = order();
            PackageOrder.People who = people.of(casebook);
            SealingKey key = key(folder, clock);
            Scope scope = Scope.of(folder, query, order.country());
            if (scope.empty()) {
                throw new WrongUse(
                        "Nothing in the case concerns "
                                + order.country()
                                + ": no exhibit was seized there and no account has a number of it.");
            }
            PackageDecision decision = PackageDecision.record(casebook, order, who, scope);
            PackageWriter.Written written =
                    new PackageWriter(folder, query, casebook, StandaloneJar.toBytes())
                            .write(target, decision, key);
            written.rows()
                    .forEach((table, rows) ->
                            Output.forPeople(spec).println("  " + rows + " rows of " + table));
            if (who.approvedBy() == null) {
                Output.forPeople(spec)
                        .println(
                                "Nobody approved it: it is marked as an unapproved draft. Two accounts make a package that may leave: --by ana --approved-by bo.");
            }
            Output.forPeople(spec).println("Sealed with the certificate " + key.fingerprint());
            Output.of(spec).println(written.path());
            if (addresseeCertificate != null) {
                Output.of(spec).println(Envelope.encrypt(written.path(), addresseeCertificate));
            }
            return 0;
        }
    }

    private PackageOrder order() {
        try {
            return new PackageOrder(
                    country.toUpperCase(Locale.ROOT),
                    addressee,
                    authority,
                    basis,
                    handling,
                    retainUntil,
                    language);
        } catch (IllegalArgumentException e) {
            throw new WrongUse(e.getMessage() + ".");
        }
    }

    private SealingKey key(CaseFolder folder, InstantSource clock) throws IOException {
        if (keyFile == null) {
            return SealingKey.ofCase(folder.path(), clock.instant());
        }
        if (passwordFile == null) {
            throw new WrongUse("--key needs --key-password FILE, a file that holds the password.");
        }
        return SealingKey.read(keyFile, Files.readString(passwordFile).strip());
    }
}
