package org.tutela.evidence.folder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.Limits;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Holder;
import org.tutela.evidence.Listing;
import org.tutela.model.Address;
import org.tutela.model.Id;
import org.tutela.model.ItemKind;
import org.tutela.model.Timestamp;

class FolderHolderTest {
    private static final Address AT = Address.of(new Id(1, 2));

    @TempDir private Path temp;

    private Path root() throws IOException {
        return Files.createDirectories(temp.resolve("root of it"));
    }

    private Holder open() throws IOException {
        return FolderHolder.of(root(), AT, Limits.standard());
    }

    @Test
    void listsInTheOrderOfRawNamesFolderByFolder() throws IOException {
        Files.createDirectories(root().resolve("b/c"));
        Files.writeString(root().resolve("b/c/deep.txt"), "1");
        Files.writeString(root().resolve("b/a.txt"), "22");
        Files.writeString(root().resolve("b.txt"), "333");
        Files.writeString(root().resolve("\u00e4 b%41.txt"), "4444");
        Files.writeString(root().resolve("A"), "");
        Files.setLastModifiedTime(root().resolve("A"), FileTime.fromMillis(1_709_210_000_123L));
        try (Holder holder = open()) {
            Listing listing = Listing.of(holder);
            assertEquals(
                    List.of("A", "b", "b/a.txt", "b/c", "b/c/deep.txt", "b.txt", "\u00e4 b%41.txt"),
                    listing.paths());
            assertEquals(listing.entries(), Listing.of(holder).entries());
            assertEquals(3, listing.get("b.txt").size());
            assertEquals(ItemKind.FOLDER, listing.get("b/c").kind());
            Entry odd = listing.get("\u00e4 b%41.txt");
            assertEquals("entry:%c3%a4%20b%2541.txt", odd.address().last().toString());
            assertEquals("4444", text(holder, odd.address()));
            assertEquals(
                    Timestamp.unixNanos(1_709_210_000, 123_000_000),
                    listing.get("A").times().modified());
        }
    }

    /// Latin-1 bytes that are no UTF-8, as an old stick has.
    @Test
    void opensNamesThatAreNoText() throws IOException {
        Path odd = Path.of(URI.create(root().toUri() + "caf%E9.txt"));
        Files.writeString(odd, "menu");
        try (Holder holder = open()) {
            Entry entry = Listing.of(holder).entries().getFirst();
            assertEquals("entry:caf%e9.txt", entry.address().last().toString());
            assertEquals("caf\ufffd.txt", entry.path());
            assertEquals("menu", text(holder, Address.parse(entry.address().toString())));
        }
    }

    @Test
    void listsLinksAndNeverFollowsThem() throws IOException {
        Path secret = Files.writeString(temp.resolve("secret"), "not of this exhibit");
        Files.createDirectories(temp.resolve("outside"));
        Files.writeString(temp.resolve("outside/x"), "nor this");
        Files.createSymbolicLink(root().resolve("file link"), secret);
        Files.createSymbolicLink(root().resolve("folder link"), temp.resolve("outside"));
        Files.createSymbolicLink(root().resolve("loop"), Path.of("."));
        try (Holder holder = open()) {
            Listing listing = Listing.of(holder);
            assertEquals(List.of("file link", "folder link", "loop"), listing.paths());
            assertEquals(secret.toString(), listing.get("file link").linkTarget());
            for (String path : List.of("file link", "folder link/x", "loop/loop/file link")) {
                Address address = AT.step(Address.Kind.ENTRY, path, -1);
                assertThrows(EvidenceException.class, () -> holder.open(address), path);
            }
        }
    }

    @Test
    void opensNothingOutsideOfItself() throws IOException {
        Files.writeString(temp.resolve("secret"), "not of this exhibit");
        Files.writeString(root().resolve("a"), "a");
        try (Holder holder = open()) {
            for (String path :
                    List.of(
                            "../secret",
                            "a/../../secret",
                            temp + "/secret",
                            "",
                            ".",
                            "a/",
                            "a//",
                            "./a",
                            "no",
                            "a\u0000")) {
                Address address = AT.step(Address.Kind.ENTRY, path, -1);
                assertThrows(EvidenceException.class, () -> holder.open(address), path);
            }
        }
    }

    @Test
    void saysWhatItMayNotRead() throws IOException {
        Path closed = Files.createDirectories(root().resolve("closed"));
        Path file = Files.writeString(root().resolve("file"), "x");
        Files.writeString(root().resolve("open"), "y");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        try (Holder holder = open()) {
            if (Files.isReadable(file)) {
                System.err.println("SKIPPED: this test needs an account that is not root");
            }
            assumeFalse(Files.isReadable(file));
            Listing listing = Listing.of(holder);
            assertEquals(List.of("closed", "file", "open"), listing.paths());
            assertEquals("EV-0540", listing.flaws().getFirst().code());
            EvidenceException thrown =
                    assertThrows(
                            EvidenceException.class,
                            () -> holder.open(listing.get("file").address()));
            assertEquals("EV-0540", thrown.code());
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void stopsAtTheLimitOfEntries() throws IOException {
        for (int i = 0; i < 20; i++) {
            Files.writeString(root().resolve("f" + i), "");
        }
        Limits all = Limits.standard();
        Limits few = new Limits(all.itemMemory(), all.spool(), 1, 1, 10, 1, 1);
        try (Holder holder = FolderHolder.of(root(), AT, few)) {
            Listing listing = Listing.of(holder);
            assertEquals(10, listing.entries().size());
            assertTrue(listing.end().isPresent());
        }
    }

    private static String text(Holder holder, Address address) throws IOException {
        try (ByteSource content = holder.open(address)) {
            byte[] bytes = content.readBytes(0, 1000);
            assertArrayEquals(bytes, content.stream().readAllBytes());
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
