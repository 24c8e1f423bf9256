package org.tutela.known.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;

/// Everything a list gave.
final class Collected implements KnownListFormat.Entries {
    final List<KnownEntry> entries = new ArrayList<>();
    final List<String> schemes = new ArrayList<>();
    final List<EvidenceException> problems = new ArrayList<>();

    static Collected of(String list) throws IOException {
        return of(list.getBytes(StandardCharsets.UTF_8));
    }

    /// Reads a list with the format that recognises it.
    static Collected of(byte[] list) throws IOException {
        Collected collected = new Collected();
        KnownListFormats.find(list)
                .orElseThrow(() -> new AssertionError("no format recognises this list"))
                .read(ByteSource.of(list), collected);
        return collected;
    }

    static String formatOf(String list) {
        return KnownListFormats.find(list.getBytes(StandardCharsets.UTF_8))
                .map(KnownListFormat::name)
                .orElse("none");
    }

    KnownEntry only() {
        if (entries.size() != 1) {
            throw new AssertionError(entries.size() + " entries where one is due");
        }
        return entries.getFirst();
    }

    @Override
    public void entry(KnownEntry entry) {
        entries.add(entry);
    }

    @Override
    public void scheme(String scheme) {
        schemes.add(scheme);
    }

    @Override
    public void problem(EvidenceException flaw) {
        problems.add(flaw);
    }
}
