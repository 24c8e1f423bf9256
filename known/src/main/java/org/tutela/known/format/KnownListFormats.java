package org.tutela.known.format;

import java.util.List;
import java.util.Optional;

/// Every known-file list format we read.
public final class KnownListFormats {
    private static final List<KnownListFormat> ALL =
            List.of(
                    new VicsList(),
                    new EncaseHashList(),
                    new IcseList(),
                    new HashdeepList(),
                    new HashKeeperList(),
                    new NsrlTextList(),
                    new PdqList(),
                    new CheckSumList(),
                    new DigestList());

    private KnownListFormats() {}

    /// All formats, in the order in which they are asked whether they recognise a list.
    public static List<KnownListFormat> all() {
        return ALL;
    }

    /// The first format that recognises a list which begins with `head`.
    public static Optional<KnownListFormat> find(byte[] head) {
        return ALL.stream().filter(format -> format.recognises(head)).findFirst();
    }
}
