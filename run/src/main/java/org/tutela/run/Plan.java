package org.tutela.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.tutela.examine.Examination;
import org.tutela.examine.Finder;
import org.tutela.model.Id;

/// What a run has to do about one source: listing, verifying the medium, and the examinations whose
/// current version has not been through it.
///
/// Mentions belong to the pair of an examination and a finder, named `chat.whatsapp+find.invites`,
/// in the finder's version: a new version of a finder re-reads the texts of the examinations that
/// record any, and changes nothing else.
///
/// @param list whether the listing has to be recorded
/// @param verify whether the medium has to be read as a whole
/// @param jobs examinations to run
record Plan(boolean list, boolean verify, List<Job> jobs) {
    /// The name under which the listing's facts are stated, and its version.
    static final String LISTING = "listing";

    /// The name under which the digests of a whole source are stated.
    static final String VERIFY = "verify";

    static final int LISTING_VERSION = 1;

    static final int VERIFY_VERSION = 1;

    Plan {
        jobs = List.copyOf(jobs);
    }

    /// An examination to run.
    ///
    /// @param examination which
    /// @param own whether its own facts are wanted; otherwise only those of its finders
    /// @param finders the finders to run over the texts it records
    record Job(Examination examination, boolean own, List<Finder> finders) {
        Job {
            finders = List.copyOf(finders);
        }
    }

    /// What is left to do where `done` tells which `name@version` are complete for the source.
    static Plan of(
            List<Examination> examinations,
            List<Finder> finders,
            Set<String> only,
            Predicate<String> done) {
        List<Job> jobs = new ArrayList<>();
        for (Examination examination : examinations) {
            if (!only.isEmpty() && !only.contains(examination.name())) {
                continue;
            }
            List<Finder> due = new ArrayList<>();
            for (Finder finder : finders) {
                if (!done.test(mentions(examination, finder) + "@" + finder.version())) {
                    due.add(finder);
                }
            }
            boolean own = !done.test(examination.name() + "@" + examination.version());
            if (own || !due.isEmpty()) {
                jobs.add(new Job(examination, own, due));
            }
        }
        boolean list = !done.test(LISTING + "@" + LISTING_VERSION);
        boolean verify =
                (only.isEmpty() || only.contains(VERIFY))
                        && !done.test(VERIFY + "@" + VERIFY_VERSION);
        return new Plan(list, verify, jobs);
    }

    /// Whether nothing is left to do.
    boolean done() {
        return !list && !verify && jobs.isEmpty();
    }

    /// The examination name of the mentions that a finder makes in an examination's texts.
    static String mentions(Examination examination, Finder finder) {
        return examination.name() + "+" + finder.name();
    }

    /// Everything this plan completes, as `name@version`, in order.
    List<String> completes() {
        List<String> names = new ArrayList<>();
        if (list) {
            names.add(LISTING + "@" + LISTING_VERSION);
        }
        if (verify) {
            names.add(VERIFY + "@" + VERIFY_VERSION);
        }
        for (Job job : jobs) {
            if (job.own()) {
                names.add(job.examination().name() + "@" + job.examination().version());
            }
            for (Finder finder : job.finders()) {
                names.add(mentions(job.examination(), finder) + "@" + finder.version());
            }
        }
        return names;
    }

    /// A name for the staging folder: equal plans go on with each other's units, others do not.
    String pass() {
        return Id.of(completes().toArray(new String[0])).toString();
    }
}
