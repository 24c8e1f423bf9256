package org.tutela.app;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.JournalEntry;
import org.tutela.facts.CaseFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tutela erase CASE source|person|content ID --by A --approved-by B`.
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = {
            "Erases a source, a person or a content with everything derived from it, by the decision of two accounts, and writes a certificate of it.",
            "--by alone proposes it; --approved-by alone approves what another proposed; both do both."
        })
final class EraseCommand implements Callable<Integer> {
    @Mixin private CaseArgument chosen = new CaseArgument();

    @Parameters(
            index = "1",
            paramLabel = "source|person|content",
            description = "What kind of thing.")
    private ErasureTarget.Kind kind = ErasureTarget.Kind.SOURCE;

    @Parameters(
            index = "2",
            paramLabel = "ID",
            description =
                    "Id, name or exhibit of the source; SHA-256 of the content; of a person an account, or person: and the id that the casebook gave.")
    private String id = "";

    @Mixin private TwoPeople people = new TwoPeople();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (CaseFolder folder = chosen.openForWriting();
                Casebook casebook = Casebook.open(folder.path(), InstantSource.system())) {
            CaseErasure erasure = new CaseErasure(folder, casebook);
            Optional<PendingErasure> pending = PendingErasure.find(folder);
            if (pending.isPresent()) {
                Output.forPeople(spec)
                        .println(
                                "An erasure that two people decided on had not come to its end; it is finished now.");
                Output.of(spec).println(erasure.finishPending().orElseThrow());
                if (pending.get().is(kind.word(), id.replaceFirst("^person:", ""))) {
                    return 0;
                }
            }
            TwoPeople.Chosen who = people.chosen(casebook);
            String first = who.by();
            String second = who.approvedBy();
            if (first == null && second == null) {
                throw new WrongUse(
                        "Two accounts decide on an erasure: --by ana --approved-by bo. Nothing was erased.");
            }
            ErasureTarget target = ErasureTarget.find(folder, casebook, kind, id);
            @Nullable JournalEntry proposal = first == null ? null : erasure.propose(target, first);
            if (second == null) {
                Output.forPeople(spec)
                        .println(
                                "Proposed. Nothing is erased until a second account approves it: the same command with --approved-by ACCOUNT instead of --by.");
                return 0;
            }
            if (proposal == null) {
                proposal =
                        erasure.findProposal(target, second)
                                .orElseThrow(() ->
                                        new WrongUse(
                                                "Nobody else proposed this erasure: --by ACCOUNT proposes it. Nothing was erased."));
            }
            Output.of(spec).println(erasure.erase(target, proposal, second));
            return 0;
        }
    }
}
