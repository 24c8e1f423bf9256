package org.tutela.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Deed;
import org.tutela.casebook.JournalEntry;
import org.tutela.disclose.PackageOrder;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Catalog;
import org.tutela.facts.Erasure;
import org.tutela.facts.RegisteredSource;
import org.tutela.link.LinkRun;
import org.tutela.model.Id;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tutela erase CASE source|person|content ID --by A --approved-by B`.
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description =
                "Erases a source with everything derived from it, by the decision of two accounts, and writes a certificate of it.")
final class EraseCommand implements Callable<Integer> {
    @Mixin private CaseArgument chosen = new CaseArgument();

    @Parameters(
            index = "1",
            paramLabel = "source|person|content",
            description = "What kind of thing.")
    private Kind kind = Kind.SOURCE;

    @Parameters(index = "2", paramLabel = "ID", description = "Id, name or exhibit of the source.")
    private String id = "";

    @Mixin private TwoPeople people = new TwoPeople();

    @Spec private @Nullable CommandSpec spec;

    /// What can be named.
    enum Kind {
        SOURCE,
        PERSON,
        CONTENT
    }

    @Override
    public Integer call() throws IOException {
        if (kind != Kind.SOURCE) {
            throw new WrongUse(
                    "Only whole sources can be erased by this version: single rows of a source cannot be taken out of its files yet, and nothing was erased.");
        }
        try (CaseFolder folder = chosen.openForWriting();
                Casebook casebook = Casebook.open(folder.path(), InstantSource.system())) {
            PackageOrder.People who = people.of(casebook);
            String second = who.approvedBy();
            if (second == null) {
                throw new WrongUse(
                        "Two accounts decide on an erasure: --by ana --approved-by bo. Nothing was erased.");
            }
            RegisteredSource source = Place.source(folder, Place.parse(folder, id));
            Output.of(spec)
                    .println(erase(folder, casebook, source, new String[] {who.by(), second}));
            return 0;
        }
    }

    /// Erases, links what is left anew, and returns the certificate's file.
    private static Path erase(
            CaseFolder folder, Casebook casebook, RegisteredSource source, String[] people)
            throws IOException {
        Id erased = source.id();
        casebook.journal()
                .append(
                        Deed.ofCase(
                                people[0], "ERASURE_PROPOSED", "{\"source\":\"" + erased + "\"}"));
        JournalEntry approved =
                casebook.journal()
                        .append(
                                Deed.ofCase(
                                        people[1],
                                        "ERASURE_APPROVED",
                                        "{\"source\":\"" + erased + "\"}"));
        Catalog catalog = Erasure.erase(folder, erased);
        LinkRun.run(folder, Runtime.getRuntime().maxMemory() / 3, step -> {});
        boolean payloads = casebook.journal().eraseSubject("source:" + erased);
        JournalEntry done =
                casebook.journal()
                        .append(
                                Deed.ofCase(
                                        people[0], "ERASED", "{\"source\":\"" + erased + "\"}"));
        String certificate =
                """
                Certificate of erasure
                source: %s
                proposed by: %s
                approved by: %s
                decided at: %s (journal entry %d)
                erased at: %s (journal entry %d, hash %s)
                catalog generation after: %d
                erased: facts, staged facts, sealed blobs and their key, all linked facts (linked anew from what is left)
                journal payloads about the source: %s
                not erased: the registration of the source (id, exhibit, custody), digests of its files in older catalog generations, packages that left the house
                """
                        .formatted(
                                erased,
                                people[0],
                                people[1],
                                approved.at(),
                                approved.number(),
                                done.at(),
                                done.number(),
                                done.hash(),
                                catalog.generation(),
                                payloads ? "their key was thrown away" : "there were none");
        Path file =
                Files.createDirectories(folder.path().resolve("erasure")).resolve(erased + ".txt");
        Files.write(file, certificate.getBytes(StandardCharsets.UTF_8));
        return file;
    }
}
