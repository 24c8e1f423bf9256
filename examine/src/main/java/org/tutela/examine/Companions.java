package org.tutela.examine;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.tutela.bytes.ByteSource;
import org.tutela.model.Address;

/// Files of the same holder that an item needs to be read: `-wal`, `wa.db`, preferences.
public interface Companions {

    /// The file at a path relative to the item's own folder, such as `msgstore.db-wal` or
    /// `../shared_prefs/x.xml`; names compare exactly. Deleted files do not count.
    Optional<Companion> find(String relativePath) throws IOException;

    /// The files directly in a folder given relative to the item's own folder, sorted by path;
    /// empty where there is no such folder.
    List<Companion> list(String relativeFolder) throws IOException;

    /// A file beside the item.
    ///
    /// @param address its address, to be recorded as an input
    /// @param path its path within the holder
    /// @param size bytes
    record Companion(Address address, String path, long size) {}

    /// Opens a companion; close it after use.
    ByteSource open(Companion companion) throws IOException;
}
