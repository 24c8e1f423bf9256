package org.tutela.run;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Holder;
import org.tutela.examine.Companions;
import org.tutela.model.Address;
import org.tutela.model.ItemKind;
import org.tutela.model.ItemOrigin;

/// Companions of an item within its holder. The few items that have companions pay for one more
/// listing of the holder per folder, instead of every holder paying for an index of all its paths.
final class HolderCompanions implements Companions {
    private static final int FOLDER_LIMIT = 10_000;

    private final Holder holder;
    private final String folder;

    HolderCompanions(Holder holder, String itemPath) {
        this.holder = holder;
        this.folder = itemPath.substring(0, itemPath.lastIndexOf('/') + 1);
    }

    @Override
    public Optional<Companion> find(String relativePath) throws IOException {
        String path = resolve(relativePath);
        for (Companion companion : folderOf(path)) {
            if (companion.path().equals(path)) {
                return Optional.of(companion);
            }
        }
        return Optional.empty();
    }

    @Override
    public List<Companion> list(String relativeFolder) throws IOException {
        return folderOf(resolve(relativeFolder) + "/");
    }

    @Override
    public ByteSource open(Companion companion) throws IOException {
        return holder.open(companion.address());
    }

    private List<Companion> folderOf(String path) throws IOException {
        String wanted = path.substring(0, path.lastIndexOf('/') + 1);
        List<Companion> found = new ArrayList<>();
        holder.list(
                new Holder.Sink() {
                    @Override
                    public void entry(Entry entry) {
                        boolean file =
                                entry.kind() == ItemKind.FILE
                                        && entry.origin() == ItemOrigin.LISTED;
                        int slash = entry.path().lastIndexOf('/') + 1;
                        if (file
                                && found.size() < FOLDER_LIMIT
                                && entry.path().substring(0, slash).equals(wanted)) {
                            found.add(new Companion(entry.address(), entry.path(), entry.size()));
                        }
                    }

                    @Override
                    public void flaw(Address at, EvidenceException flaw) {
                        // The run's own listing records it.
                    }
                });
        found.sort(Comparator.comparing(Companion::path));
        return found;
    }

    /// The path within the holder; `..` never leads out of it.
    private String resolve(String relativePath) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : (folder + relativePath).split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        String path = String.join("/", parts);
        return folder.startsWith("/") ? "/" + path : path;
    }
}
