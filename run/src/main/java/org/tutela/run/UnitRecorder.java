package org.tutela.run;

import java.io.IOException;
import java.util.StringJoiner;
import java.util.function.Function;
import org.tutela.bytes.EvidenceException;
import org.tutela.examine.Finder;
import org.tutela.examine.Recorder;
import org.tutela.facts.UnitWriter;
import org.tutela.model.Address;
import org.tutela.model.Digest;
import org.tutela.model.Examined;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;
import org.tutela.model.FoundIn;
import org.tutela.model.Mention;
import org.tutela.model.Outcome;
import org.tutela.model.Problem;
import org.tutela.model.Seen;

/// Takes what one examination states about one item to the unit's writer, and its texts to the
/// finders.
final class UnitRecorder implements Recorder {
    private final UnitWriter unit;
    private final Address item;
    private final Seen.Place whole;
    private final Plan.Job job;
    private final Deadline deadline;
    private final Cut cut;
    private final Ordinals ordinals = new Ordinals();
    private final StringJoiner inputs = new StringJoiner(" ");
    private boolean flawed;

    UnitRecorder(UnitWriter unit, Subject subject, Plan.Job job, Around around) {
        this.unit = unit;
        this.item = subject.address;
        this.whole = subject.place;
        this.job = job;
        this.deadline = around.deadline();
        this.cut = around.cut();
    }

    /// What the facts are about: an item, whose text and id are computed once for all examinations.
    record Subject(Address address, Seen.Place place) {
        static Subject of(Address item) {
            return new Subject(item, Seen.Place.of(item));
        }
    }

    /// What bounds the examination of an item from outside.
    ///
    /// @param deadline when it must end
    /// @param cut what a torn medium does to the item
    record Around(Deadline deadline, Cut cut) {}

    @Override
    public <F extends Fact> void record(FactTable<F> table, Address place, Function<Seen, F> fact)
            throws IOException {
        deadline.check();
        if (job.own()) {
            unit.add(
                    table,
                    fact.apply(
                            seen(
                                    table,
                                    place,
                                    job.examination().name(),
                                    job.examination().version())));
        }
    }

    @Override
    public void problem(Address place, EvidenceException flaw) throws IOException {
        deadline.check();
        problem(place, Guard.Trouble.of(flaw));
    }

    /// States a problem whatever the time, for the guard.
    void problem(Address place, Guard.Trouble trouble) throws IOException {
        flawed = true;
        if (!cut.explains(trouble) && job.own()) {
            Seen seen =
                    seen(
                            Problem.TABLE,
                            place,
                            job.examination().name(),
                            job.examination().version());
            Long offset = trouble.offset() < 0 ? null : trouble.offset();
            unit.add(
                    Problem.TABLE,
                    new Problem(seen, trouble.kind(), trouble.code(), trouble.detail(), offset));
        }
    }

    @Override
    public void text(Address place, FoundIn foundIn, CharSequence text) throws IOException {
        for (Finder finder : job.finders()) {
            deadline.check();
            String name = Plan.mentions(job.examination(), finder);
            finder.find(
                    text,
                    (kind, value, start, end) ->
                            unit.add(
                                    Mention.TABLE,
                                    new Mention(
                                            seen(Mention.TABLE, place, name, finder.version()),
                                            kind,
                                            value,
                                            foundIn,
                                            start,
                                            end - start,
                                            text.subSequence(start, end).toString())));
        }
    }

    @Override
    public Digest blob(byte[] bytes) throws IOException {
        deadline.check();
        return unit.blob(bytes);
    }

    @Override
    public void input(Address companion) {
        inputs.add(companion.toString());
    }

    /// States that the examination is through with the item.
    void examined(boolean ended, long bytes) throws IOException {
        if (job.own()) {
            Outcome outcome =
                    ended
                            ? flawed ? Outcome.PARTLY : Outcome.DONE
                            : flawed ? Outcome.PARTLY : Outcome.FAILED;
            Seen seen =
                    seen(
                            Examined.TABLE,
                            item,
                            job.examination().name(),
                            job.examination().version());
            unit.add(
                    Examined.TABLE,
                    new Examined(
                            seen, outcome, bytes, inputs.length() == 0 ? null : inputs.toString()));
        }
    }

    /// Whether a problem was stated.
    boolean flawed() {
        return flawed;
    }

    private Seen seen(FactTable<?> table, Address place, String examination, int version) {
        Seen.Place at =
                place.equals(item)
                        ? whole
                        : new Seen.Place(whole.source(), whole.item(), place.toString());
        // A finder's mentions are numbered by themselves, so that another finder changes none of
        // their ids.
        int ordinal = ordinals.next(table.name() + "@" + examination, at.address());
        return Seen.of(table.name(), at, ordinal, examination, version);
    }
}
