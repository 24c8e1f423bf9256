package org.tutela.examine.digest;

import java.io.IOException;
import org.tutela.examine.Examination;
import org.tutela.examine.OpenItem;
import org.tutela.examine.Recorder;
import org.tutela.model.Content;

/// States the digests of every item with content.
public final class Digests implements Examination {

    /// Ready to use.
    public Digests() {}

    @Override
    public String name() {
        return "digests";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean wants(OpenItem item) {
        return true;
    }

    @Override
    public void examine(OpenItem item, Recorder out) throws IOException {
        ThreeDigests all = ThreeDigests.of(item.bytes());
        out.record(
                Content.TABLE,
                item.address(),
                seen -> new Content(seen, all.md5(), all.sha1(), all.sha256(), all.size()));
    }
}
