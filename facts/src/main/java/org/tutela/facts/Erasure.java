package org.tutela.facts;

import java.io.IOException;
import java.nio.file.Path;
import org.tutela.model.Id;

/// Removes what the store holds of a source.
public final class Erasure {
    private Erasure() {}

    /// Removes facts, staged facts, blobs and their key of a source, and takes back all linked
    /// facts, which may rest on it: they are linked anew from what is left. Commits the next
    /// generation. The source stays registered, and older generations still hold the digests of its
    /// files. The case must be open for writing; after a crash the same call goes on.
    public static Catalog erase(CaseFolder folder, Id source) throws IOException {
        Durable.deleteTree(BlobPack.home(folder, source).resolve("key"));
        Catalog next = Catalog.change(folder).withoutSource(source).withoutLinked().commit();
        Durable.deleteTree(BlobPack.home(folder, source));
        Durable.deleteTree(folder.staging().resolve(source.toString()));
        Durable.deleteTree(folder.linked());
        for (Path table : Durable.list(folder.facts())) {
            Durable.deleteTree(table.resolve("source=" + source));
        }
        return next;
    }
}
