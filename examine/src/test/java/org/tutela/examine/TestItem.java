package org.tutela.examine;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Limits;
import org.tutela.bytes.Spool;
import org.tutela.model.Address;
import org.tutela.model.Id;
import org.tutela.model.ItemKind;
import org.tutela.model.ItemOrigin;

/// An item made by a test, in a holder of other files made by the test. Close it: its spool goes.
///
/// ```java
/// try (TestItem item = TestItem.of(folder, "data/data/x/a.db", bytes).with("data/data/x/b", more)) {
/// ```
public final class TestItem implements OpenItem, Closeable {
    private final Path folder;
    private final String path;
    private final byte[] bytes;
    private final Map<String, byte[]> others = new TreeMap<>();
    private String mime = "application/octet-stream";
    private Limits limits = Limits.standard();
    private ItemKind kind = ItemKind.FILE;
    private ItemOrigin origin = ItemOrigin.LISTED;
    private @Nullable String devicePath;
    private @Nullable Spool spool;
    private @Nullable Path file;

    private TestItem(Path folder, String path, byte[] bytes) {
        this.folder = folder;
        this.path = path;
        this.bytes = bytes;
        this.devicePath = path;
    }

    /// An item at `path` (which is its device path too); temporary files go below `folder`.
    public static TestItem of(Path folder, String path, byte[] bytes) {
        return new TestItem(folder, path, bytes);
    }

    /// Adds another file to the same holder.
    public TestItem with(String otherPath, byte[] content) {
        others.put(otherPath, content);
        return this;
    }

    /// Sets the media type that `type` would have stated.
    public TestItem mime(String value) {
        mime = value;
        return this;
    }

    /// Sets the limits.
    public TestItem limits(Limits value) {
        limits = value;
        return this;
    }

    /// Sets the kind.
    public TestItem kind(ItemKind value) {
        kind = value;
        return this;
    }

    /// Sets the origin.
    public TestItem origin(ItemOrigin value) {
        origin = value;
        return this;
    }

    /// Sets the path on the device; null for none.
    public TestItem devicePath(@Nullable String value) {
        devicePath = value;
        return this;
    }

    @Override
    public Address address() {
        return addressOf(path);
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public @Nullable String devicePath() {
        return devicePath;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public ItemKind kind() {
        return kind;
    }

    @Override
    public ItemOrigin origin() {
        return origin;
    }

    @Override
    public String mime() {
        return mime;
    }

    @Override
    public byte[] head() {
        return Arrays.copyOf(bytes, Math.min(bytes.length, 1 << 16));
    }

    @Override
    public ByteSource bytes() {
        return ByteSource.of(bytes);
    }

    @Override
    public Path file(String suffix) throws IOException {
        Path made = file;
        if (made == null) {
            made = spool().copy(bytes(), suffix);
            file = made;
        }
        return made;
    }

    @Override
    public Companions companions() {
        return new Others();
    }

    @Override
    public Spool spool() throws IOException {
        Spool open = spool;
        if (open == null) {
            open = Spool.open(folder, limits.spool());
            spool = open;
        }
        return open;
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public void close() throws IOException {
        Spool open = spool;
        if (open != null) {
            open.close();
            spool = null;
            file = null;
        }
    }

    private static Address addressOf(String path) {
        return Address.of(Id.of("test")).step(Address.Kind.ENTRY, path, -1);
    }

    /// The path that `relative` leads to from the item's own folder; null where it leaves the
    /// holder.
    private @Nullable String resolve(String relative) {
        Deque<String> parts = new ArrayDeque<>(Arrays.asList(path.split("/", -1)));
        parts.removeLast();
        for (String part : relative.split("/", -1)) {
            if (part.equals("..")) {
                if (parts.isEmpty()) {
                    return null;
                }
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }

    private final class Others implements Companions {
        @Override
        public Optional<Companion> find(String relativePath) {
            String found = resolve(relativePath);
            byte[] content = found == null ? null : others.get(found);
            return found == null || content == null
                    ? Optional.empty()
                    : Optional.of(new Companion(addressOf(found), found, content.length));
        }

        @Override
        public List<Companion> list(String relativeFolder) {
            String found = resolve(relativeFolder);
            List<Companion> there = new ArrayList<>();
            for (Map.Entry<String, byte[]> other : others.entrySet()) {
                int slash = other.getKey().lastIndexOf('/');
                String parent = slash < 0 ? "" : other.getKey().substring(0, slash);
                if (parent.equals(found)) {
                    there.add(
                            new Companion(
                                    addressOf(other.getKey()),
                                    other.getKey(),
                                    other.getValue().length));
                }
            }
            return List.copyOf(there);
        }

        @Override
        public ByteSource open(Companion companion) {
            return ByteSource.of(others.get(companion.path()));
        }
    }
}
