package org.tutela.evidence;

import java.util.List;
import org.tutela.evidence.fat.Fat;
import org.tutela.evidence.volume.Gpt;
import org.tutela.evidence.volume.Mbr;

/// All readers. To add one: a class, a line here, a test that inherits the reader contract.
public final class Readers {
    private Readers() {}

    /// Every reader, in the order in which they are asked: partition tables first, as a file system
    /// is asked for more than they are.
    public static List<Reader> all() {
        return List.of(
                new Gpt(), //
                new Mbr(), new Fat());
    }
}
