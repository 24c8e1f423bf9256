package org.tutela.examine;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tutela.bytes.EvidenceException;
import org.tutela.model.Address;
import org.tutela.model.Digest;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;
import org.tutela.model.FoundIn;
import org.tutela.model.Problem;
import org.tutela.model.ProblemKind;
import org.tutela.model.Seen;

/// Keeps everything that one examination states about one item, in the order it was stated.
public final class TestRecorder implements Recorder {
    private final Address item;
    private final Examination examination;
    private final Map<String, Integer> ordinals = new HashMap<>();
    private final List<Fact> facts = new ArrayList<>();
    private final List<Text> texts = new ArrayList<>();
    private final List<Address> inputs = new ArrayList<>();
    private final List<byte[]> blobs = new ArrayList<>();

    /// A text given to the finders.
    ///
    /// @param place where it stands
    /// @param foundIn what kind of text
    /// @param text the text
    public record Text(String place, FoundIn foundIn, String text) {}

    /// A recorder of what `examination` states about `item`.
    public TestRecorder(OpenItem item, Examination examination) {
        this.item = item.address();
        this.examination = examination;
    }

    /// Runs an examination as the guard would: a flaw thrown becomes a problem.
    public static TestRecorder run(Examination examination, OpenItem item) throws IOException {
        TestRecorder out = new TestRecorder(item, examination);
        try {
            examination.examine(item, out);
        } catch (EvidenceException flaw) {
            out.problem(item.address(), flaw);
        }
        return out;
    }

    @Override
    public <F extends Fact> void record(FactTable<F> table, Address place, Function<Seen, F> fact) {
        Seen.Place at = place.equals(item) ? Seen.Place.of(item) : Seen.Place.within(item, place);
        int ordinal = ordinals.merge(table.name() + " " + at.address(), 1, Integer::sum) - 1;
        facts.add(
                fact.apply(
                        Seen.of(
                                table.name(),
                                at,
                                ordinal,
                                examination.name(),
                                examination.version())));
    }

    @Override
    public void problem(Address place, EvidenceException flaw) {
        record(
                Problem.TABLE,
                place,
                seen ->
                        new Problem(
                                seen,
                                ProblemKind.valueOf(flaw.flaw().name()),
                                flaw.code(),
                                flaw.detail(),
                                flaw.offset() < 0 ? null : flaw.offset()));
    }

    @Override
    public void text(Address place, FoundIn foundIn, CharSequence text) {
        texts.add(new Text(place.toString(), foundIn, text.toString()));
    }

    @Override
    public Digest blob(byte[] bytes) {
        blobs.add(bytes.clone());
        try {
            return Digest.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void input(Address companion) {
        inputs.add(companion);
    }

    /// Every fact, problems too, in the order they were stated.
    public List<Fact> facts() {
        return List.copyOf(facts);
    }

    /// The facts of one table, in the order they were stated.
    public <F extends Fact> List<F> all(FactTable<F> table) {
        return facts.stream().filter(table.rows()::isInstance).map(table.rows()::cast).toList();
    }

    /// The one fact of a table; fails where there is none or more.
    public <F extends Fact> F only(FactTable<F> table) {
        List<F> all = all(table);
        if (all.size() != 1) {
            throw new AssertionError("expected one " + table.name() + ", found " + all);
        }
        return all.getFirst();
    }

    /// The problems.
    public List<Problem> problems() {
        return all(Problem.TABLE);
    }

    /// The texts given to the finders.
    public List<Text> texts() {
        return List.copyOf(texts);
    }

    /// The companions that were read.
    public List<Address> inputs() {
        return List.copyOf(inputs);
    }

    /// The blobs that were kept.
    public List<byte[]> blobs() {
        return List.copyOf(blobs);
    }
}
