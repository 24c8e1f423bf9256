package org.tutela.examine.identify;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tutela.examine.Examination;
import org.tutela.examine.OpenItem;
import org.tutela.examine.Recorder;
import org.tutela.model.FileType;

/// States the media type of every item with content.
public final class TypeBySignature implements Examination {

    /// Ready to use.
    public TypeBySignature() {}

    @Override
    public String name() {
        return "type";
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
        MediaTypes types = MediaTypes.standard();
        MediaTypes.Told told = item.type();
        @Nullable Boolean agrees = types.extensionAgrees(told.mime(), item.name());
        out.record(
                FileType.TABLE,
                item.address(),
                seen -> new FileType(seen, told.mime(), told.basis(), agrees));
    }
}
