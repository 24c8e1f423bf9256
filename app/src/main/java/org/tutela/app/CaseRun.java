package org.tutela.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.Limits;
import org.tutela.casebook.Casebook;
import org.tutela.examine.Examination;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Erasure;
import org.tutela.facts.RunNote;
import org.tutela.known.compiled.ListNaming;
import org.tutela.link.LinkRun;
import org.tutela.link.known.CaseLists;
import org.tutela.link.known.KnownMatching;
import org.tutela.model.ListKind;
import org.tutela.run.Progress;
import org.tutela.run.Run;

/// The whole machine half, once: register, examine, match with known-file lists, link.
final class CaseRun {
    private final CaseFolder folder;
    private final Progress progress;
    private final List<Examination> examinations;

    /// A run of everything over an open case; the examinations are those of the house, but for
    /// tests.
    CaseRun(CaseFolder folder, Progress progress, List<Examination> examinations) {
        this.folder = folder;
        this.progress = progress;
        this.examinations = List.copyOf(examinations);
    }

    /// How to run.
    record Settings(Set<String> only, int workers) {
        Settings {
            only = Set.copyOf(only);
        }
    }

    /// What came of it.
    record Outcome(Run.Outcome run, long matches, long linked) {
        long problems() {
            return run.problems();
        }

        List<String> refused() {
            return run.refused();
        }

        String sentence() {
            return "%d sources examined, %d unchanged, %d problems in the evidence, %d matches with known-file lists, %d linked facts."
                    .formatted(run.examined(), run.unchanged(), run.problems(), matches, linked);
        }
    }

    Outcome run(List<Run.Exhibit> exhibits, List<Path> lists, Settings settings)
            throws IOException {
        try (RunNotes notes = RunNotes.keep(folder, progress, InstantSource.system())) {
            return run(exhibits, lists, settings, notes);
        }
    }

    private Outcome run(
            List<Run.Exhibit> exhibits, List<Path> lists, Settings settings, RunNotes notes)
            throws IOException {
        finishErasure();
        List<String> refused = new ArrayList<>();
        for (Path list : lists) {
            addList(list, refused);
        }
        Run.Request request =
                new Run.Request(settings.only(), settings.workers(), Limits.standard());
        Run.Outcome examined =
                new Run(folder, request, notes, examinations)
                        .run(PartnerPackages.verified(exhibits, refused));
        refused.addAll(examined.refused());
        Optional<Erasure.Outcome> again = Erasure.again(folder);
        again.ifPresent(outcome ->
                progress.say(
                        "What was erased from this case by a decision is in the evidence that was examined now: "
                                + outcome.rows()
                                + " facts were taken out again"));
        notes.enter(RunNote.Phase.MATCHING);
        progress.say("Matching with known-file lists");
        long matches = KnownMatching.run(folder);
        notes.enter(RunNote.Phase.LINKING);
        progress.say("Linking across devices");
        long memory = Runtime.getRuntime().maxMemory() / 3;
        long linked =
                LinkRun.run(folder, memory, step -> {}).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
        Erasure.checked(folder);
        Run.Outcome all =
                new Run.Outcome(
                        examined.examined(), examined.unchanged(), examined.problems(), refused);
        return new Outcome(all, matches, linked);
    }

    /// An erasure that was decided and stopped comes first.
    private void finishErasure() throws IOException {
        if (PendingErasure.exists(folder)) {
            try (Casebook casebook = Casebook.open(folder.path(), InstantSource.system())) {
                new CaseErasure(folder, casebook)
                        .finishPending()
                        .ifPresent(certificate ->
                                progress.say(
                                        "An erasure that two people decided on had not come to its end; it is finished now: "
                                                + certificate));
            }
        }
    }

    /// A list given with `--list` says only which files are known; `tutela known add` says what as.
    private void addList(Path file, List<String> refused) throws IOException {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        ListNaming naming =
                new ListNaming(dot > 0 ? name.substring(0, dot) : name, ListKind.RELEVANT, null);
        try {
            refused.addAll(CaseLists.of(folder).add(file, naming).problems());
        } catch (EvidenceException e) {
            refused.add(e.detail() + " (" + e.code() + ")");
        }
    }
}
