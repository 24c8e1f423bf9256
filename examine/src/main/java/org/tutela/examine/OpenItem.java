package org.tutela.examine;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Limits;
import org.tutela.bytes.Spool;
import org.tutela.examine.identify.MediaTypes;
import org.tutela.model.Address;
import org.tutela.model.ItemKind;
import org.tutela.model.ItemOrigin;

/// An item that the run has opened once for all examinations. Belongs to one thread.
public interface OpenItem {

    /// Its address.
    Address address();

    /// Its path within its holder, without a leading slash.
    String path();

    /// The last part of its path.
    default String name() {
        return path().substring(path().lastIndexOf('/') + 1);
    }

    /// Its path on the device (`data/data/com.whatsapp/…`, `data/media/0/…`) with the root layout
    /// of the extraction taken off, without a leading slash; null where it lies in no phone layout.
    @Nullable String devicePath();

    /// Bytes of content.
    long size();

    /// File, stream or another kind; only kinds with content are opened.
    ItemKind kind();

    /// Listed, deleted, carved or derived.
    ItemOrigin origin();

    /// IANA media type by content, as the `type` examination states it; `application/octet-stream`
    /// where nothing is known.
    String mime();

    /// The media type with what it rests on.
    default MediaTypes.Told type() throws IOException {
        return MediaTypes.standard().tell(head(), name());
    }

    /// The first bytes, 64 KiB or more where there are as many. Not a copy: they must not be
    /// changed.
    byte[] head() throws IOException;

    /// Its content. Read it from front to back where you can. Not to be closed.
    ByteSource bytes() throws IOException;

    /// Its content as a temporary file of ours, made at the first call, for libraries that want a
    /// file. `suffix` is of our making, such as `.db`. Gone when the item is closed.
    Path file(String suffix) throws IOException;

    /// Other files of the same holder.
    Companions companions();

    /// A spool for temporary files; closed with the item.
    Spool spool() throws IOException;

    /// How much this item may ask.
    Limits limits();
}
