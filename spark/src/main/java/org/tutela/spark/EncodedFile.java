package org.tutela.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.tutela.facts.FactReader;
import org.tutela.link.Identities;
import org.tutela.link.Input;
import org.tutela.link.Known;
import org.tutela.link.LinkStep;
import org.tutela.link.shuffle.Encoded;
import org.tutela.link.shuffle.RowEncoder;
import org.tutela.model.FactTables;
import org.tutela.model.Row;
import org.tutela.spark.SparkShuffle.FileToRead;
import org.tutela.spark.SparkShuffle.Job;

/// Reads one file row by row and encodes the rows for a step; closed when the task ends.
final class EncodedFile implements Iterator<Encoded> {
    private final FactReader<? extends Row> reader;
    private final List<Input<?>> inputs;
    private final Class<? extends Row> table;
    private final RowEncoder encoder;
    private final Identities identities;
    private final Deque<Encoded> waiting = new ArrayDeque<>();

    EncodedFile(Job job, FileToRead file) throws IOException {
        LinkStep step = job.step();
        this.inputs = step.inputs();
        this.table = file.table();
        this.encoder = new RowEncoder(step, job.partitions());
        this.identities = Known.load(step, job.tables()).identities();
        this.reader =
                FactReader.open(
                        FactTables.of(file.table()),
                        Path.of(file.path()),
                        Input.columns(step, file.table()));
        TaskCompletionListener atTheEnd = task -> close();
        TaskContext.get().addTaskCompletionListener(atTheEnd);
    }

    @Override
    public boolean hasNext() {
        try {
            while (waiting.isEmpty() && reader.next()) {
                Row row = reader.row();
                for (int input = 0; input < inputs.size(); input++) {
                    if (inputs.get(input).table() == table) {
                        encoder.encode(
                                input,
                                row,
                                identities,
                                (group, key, value) -> waiting.add(Encoded.of(group, key, value)));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return !waiting.isEmpty();
    }

    @Override
    public Encoded next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return waiting.remove();
    }

    /// The same rows, each as something else.
    <T> Iterator<T> map(Function<Encoded, T> other) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return EncodedFile.this.hasNext();
            }

            @Override
            public T next() {
                return other.apply(EncodedFile.this.next());
            }
        };
    }

    private void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
