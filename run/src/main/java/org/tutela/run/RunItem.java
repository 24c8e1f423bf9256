package org.tutela.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.Limits;
import org.tutela.bytes.Spool;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Holder;
import org.tutela.evidence.phone.PhoneLayout;
import org.tutela.examine.Companions;
import org.tutela.examine.OpenItem;
import org.tutela.examine.identify.MediaTypes;
import org.tutela.model.Address;
import org.tutela.model.ItemKind;
import org.tutela.model.ItemOrigin;

/// One item, opened once for all examinations. Small items are read into memory whole, in one go;
/// their head is all of them.
final class RunItem implements OpenItem, Closeable {
    private static final int HEAD = 1 << 16;

    private final Entry entry;
    private final Holder holder;
    private final Limits limits;
    private final Path scratch;
    private final ByteSource opened;
    private final ByteSource bytes;
    private final byte[] head;
    private final MediaTypes.Told type;
    private @Nullable Spool spool;
    private @Nullable Path file;

    private RunItem(Entry entry, Holder holder, Means means, ByteSource opened) throws IOException {
        this.entry = entry;
        this.holder = holder;
        this.limits = means.limits();
        this.scratch = means.scratch();
        this.opened = opened;
        ByteSource checked = new CheckedSource(opened, means.deadline());
        if (opened.size() <= limits.itemMemory() / 8) {
            this.head = checked.readBytes(0, Math.toIntExact(opened.size()));
            this.bytes = ByteSource.of(head);
        } else {
            this.head = checked.readBytes(0, HEAD);
            this.bytes = checked;
        }
        this.type = MediaTypes.standard().tell(head, name());
    }

    /// What opening an item needs of the run.
    record Means(Limits limits, Path scratch, Deadline deadline) {}

    /// Opens the content of an entry. Throws [org.tutela.bytes.EvidenceException] where it has
    /// none.
    static RunItem open(Entry entry, Holder holder, Means means) throws IOException {
        ByteSource opened = holder.open(entry.address());
        try {
            return new RunItem(entry, holder, means, opened);
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public Address address() {
        return entry.address();
    }

    @Override
    public String path() {
        return entry.path();
    }

    @Override
    public @Nullable String devicePath() {
        return PhoneLayout.devicePath(entry.path()).orElse(null);
    }

    @Override
    public long size() {
        return bytes.size();
    }

    @Override
    public ItemKind kind() {
        return entry.kind();
    }

    @Override
    public ItemOrigin origin() {
        return entry.origin();
    }

    @Override
    public String mime() {
        return type.mime();
    }

    @Override
    public MediaTypes.Told type() {
        return type;
    }

    @Override
    public byte[] head() {
        return head;
    }

    @Override
    public ByteSource bytes() {
        return bytes;
    }

    @Override
    public Path file(String suffix) throws IOException {
        Path made = file;
        if (made == null) {
            made = spool().copy(bytes, suffix);
            file = made;
        }
        return made;
    }

    @Override
    public Companions companions() {
        return new HolderCompanions(holder, entry.path());
    }

    @Override
    public Spool spool() throws IOException {
        Spool made = spool;
        if (made == null) {
            made = Spool.open(scratch, limits.spool());
            spool = made;
        }
        return made;
    }

    @Override
    public Limits limits() {
        return limits;
    }

    /// What contradicts the item's archive though it could be read, such as a wrong checksum;
    /// complete once the content was read through.
    List<EvidenceException> flaws() {
        return opened.flaws();
    }

    @Override
    public void close() throws IOException {
        if (spool != null) {
            spool.close();
        }
        opened.close();
    }
}
