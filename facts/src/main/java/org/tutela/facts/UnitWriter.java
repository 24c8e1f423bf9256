package org.tutela.facts;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tutela.model.Digest;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;

/// Stages the facts of one unit of work. One thread.
public final class UnitWriter implements Closeable {
    private static final int SPILL_ROWS = 200_000;
    private static final long SPILL_BYTES = 32L << 20;

    private final Staging staging;
    private final String unit;
    private final Path part;
    private final BlobPack.Writer blobs;
    private final Map<FactTable<?>, RowCodec<?>> codecs = new HashMap<>();
    private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    private final List<StagedRow> buffer = new ArrayList<>();
    private final List<SortedRun> runs = new ArrayList<>();
    private long bufferedBytes;
    private long counted;
    private boolean open = true;

    UnitWriter(Staging staging, String unit, Path part, BlobPack.Writer blobs) {
        this.staging = staging;
        this.unit = unit;
        this.part = part;
        this.blobs = blobs;
    }

    /// Adds a fact; the order does not matter.
    public <F extends Fact> void add(FactTable<F> table, F fact) throws IOException {
        @SuppressWarnings("unchecked")
        RowCodec<F> codec = (RowCodec<F>) codecs.computeIfAbsent(table, RowCodec::of);
        encoded.reset();
        codec.write(fact, new DataOutputStream(encoded));
        StagedRow row = new StagedRow(StagedRow.place(table), fact.seen(), encoded.toByteArray());
        buffer.add(row);
        bufferedBytes += row.size();
        if (buffer.size() >= SPILL_ROWS || bufferedBytes >= SPILL_BYTES) {
            spill();
        }
    }

    /// Keeps bytes of our making (a thumbnail, extracted text) as a sealed blob of the source;
    /// returns its name, the SHA-256 of the bytes. It can be found once the unit is committed.
    public Digest blob(byte[] bytes) throws IOException {
        return blobs.put(bytes);
    }

    /// Counts one more of what the pass counts over all units, such as items that a torn medium
    /// cuts; [Staging#counted] has the sum, whichever process wrote the units.
    public void count() {
        counted++;
    }

    /// Makes the unit count, all of it or nothing.
    public void commit() throws IOException {
        if (!open) {
            throw new IllegalStateException("the unit is committed or closed already");
        }
        spill();
        blobs.commit();
        List<Map<String, Object>> list = new ArrayList<>();
        for (SortedRun run : runs) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", Durable.nameOf(run.path()));
            fields.put("rows", run.rows());
            fields.put("size", run.size());
            fields.put("sha256", run.sha256().toString());
            list.add(fields);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("layout", StoredTable.layoutOfAll());
        fields.put("counted", counted);
        fields.put("runs", list);
        Durable.write(part.resolve(Staging.MANIFEST), Json.toBytes(fields));
        open = false;
        staging.committed(unit, part);
    }

    /// Without [#commit], deletes what was staged.
    @Override
    public void close() throws IOException {
        blobs.close();
        if (open) {
            open = false;
            Durable.deleteTree(part);
        }
    }

    private void spill() throws IOException {
        if (buffer.isEmpty()) {
            return;
        }
        Collections.sort(buffer);
        Path path = part.resolve(String.format(Locale.ROOT, "run-%04d", runs.size()));
        try (SortedRun.Writer writer = SortedRun.Writer.create(path)) {
            for (StagedRow row : buffer) {
                writer.add(row);
            }
            runs.add(writer.finish());
        }
        buffer.clear();
        bufferedBytes = 0;
    }

    /// Creates the folder of a unit that is not committed.
    static Path folder(Path part) throws IOException {
        Durable.deleteTree(part);
        return Files.createDirectories(part);
    }
}
