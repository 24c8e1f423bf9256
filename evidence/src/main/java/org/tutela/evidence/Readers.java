package org.tutela.evidence;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tutela.bytes.ByteSource;
import org.tutela.evidence.archive.PackedReader;
import org.tutela.evidence.archive.PackedTarReader;
import org.tutela.evidence.archive.TarReader;
import org.tutela.evidence.archive.ZipReader;
import org.tutela.evidence.ext.ExtReader;
import org.tutela.evidence.fat.Fat;
import org.tutela.evidence.ntfs.NtfsReader;
import org.tutela.evidence.volume.Gpt;
import org.tutela.evidence.volume.Mbr;

/// All readers. To add one: a class, a line here, a test that inherits the reader contract.
public final class Readers {
    private static final List<Reader> ALL = list();

    private Readers() {}

    /// Every reader, in the order in which they are asked.
    public static List<Reader> all() {
        return ALL;
    }

    /// The reader that recognises bytes; empty where none does. `name` is the last part of the
    /// path.
    public static Optional<Reader> find(ByteSource bytes, String name) throws IOException {
        for (Reader reader : ALL) {
            if (reader.recognises(bytes, name)) {
                return Optional.of(reader);
            }
        }
        return Optional.empty();
    }

    private static List<Reader> list() {
        List<Reader> readers = new ArrayList<>();
        // Partition tables first: a file system is asked for more than they are.
        readers.add(new Gpt());
        readers.add(new Mbr());
        readers.add(new NtfsReader());
        readers.add(new Fat());
        readers.add(new ExtReader());
        readers.add(new ZipReader());
        readers.add(new TarReader());
        // A packed tar archive is a packed file too, so it is asked first.
        readers.addAll(PackedTarReader.all());
        readers.addAll(PackedReader.all());
        return List.copyOf(readers);
    }
}
