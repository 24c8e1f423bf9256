package org.tutela.evidence.fat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.Limits;
import org.tutela.bytes.Spool;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Holder;
import org.tutela.evidence.Reader;
import org.tutela.model.Address;
import org.tutela.model.Id;

/// A FAT volume that was listed, for tests.
final class FatImage implements Holder.Sink {
    private final Holder holder;
    private final Address at = Address.of(Id.of("a volume"));
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> flaws = new ArrayList<>();

    private FatImage(ByteSource volume) throws IOException {
        try (Spool spool = Spool.open(Path.of(System.getProperty("java.io.tmpdir")), 0)) {
            holder = new Fat().open(volume, at, new Reader.Means(Limits.standard(), spool));
        }
        holder.list(this);
    }

    static FatImage of(byte[] volume) throws IOException {
        return of(ByteSource.of(volume));
    }

    static FatImage of(ByteSource volume) throws IOException {
        return new FatImage(volume);
    }

    @Override
    public void entry(Entry entry) {
        entries.add(entry);
    }

    @Override
    public void flaw(Address place, EvidenceException flaw) {
        flaws.add(flaw.code());
    }

    List<Entry> entries() {
        return entries;
    }

    List<String> flaws() {
        return flaws;
    }

    Entry get(String path) {
        return entries.stream()
                .filter(entry -> entry.path().equals(path))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError(
                                path
                                        + " is not among "
                                        + entries.stream().map(Entry::path).toList()));
    }

    ByteSource open(String path) throws IOException {
        return holder.open(get(path).address());
    }

    ByteSource openNumber(long number) throws IOException {
        return holder.open(
                at.step(Address.Kind.VOLUME, "fat", -1).step(Address.Kind.ENTRY, "x", number));
    }

    byte[] read(String path) throws IOException {
        return read(get(path));
    }

    byte[] read(Entry entry) throws IOException {
        ByteSource content = holder.open(entry.address());
        byte[] bytes = new byte[Math.toIntExact(content.size())];
        content.readFully(0, bytes);
        return bytes;
    }
}
