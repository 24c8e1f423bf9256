package org.tutela.evidence.filesystem;

import org.tutela.model.Address;

/// The path of an entry, twice: as the value of its address step (raw bytes, percent-encoded) and
/// as text for people. A `/` inside of a name (only damage or encryption puts it there) is U+FFFD
/// in the text and stands as it is in the address, where the record number tells entries apart.
///
/// @param value the value of the `entry` step; empty for the root
/// @param text the path as text; empty for the root
public record EntryPath(String value, String text) {

    /// Longest text of a path, characters; longer ones only a damaged or hostile tree has.
    public static final int LIMIT = 32_767;

    /// The root folder.
    public static final EntryPath ROOT = new EntryPath("", "");

    /// Where entries are placed whose folder is gone, as The Sleuth Kit names it.
    public static final EntryPath ORPHANS = ROOT.child("$OrphanFiles");

    /// A path one name longer.
    ///
    /// @param rawName the name's bytes
    /// @param nameText the name as text
    public EntryPath child(byte[] rawName, String nameText) {
        String encoded = Address.encode(rawName);
        String shown = nameText.replace('/', '\uFFFD');
        return value.isEmpty()
                ? new EntryPath(encoded, shown)
                : new EntryPath(value + "/" + encoded, text + "/" + shown);
    }

    /// A path one name of ours longer.
    public EntryPath child(String name) {
        return child(name.getBytes(java.nio.charset.StandardCharsets.UTF_8), name);
    }

    /// The name that an unnamed file record is listed by.
    public static EntryPath unnamed(long record) {
        return ORPHANS.child("OrphanFile-" + record);
    }

    /// Whether the path is longer than any real one.
    public boolean tooLong() {
        return text.length() > LIMIT;
    }

    /// The address of the entry at this path below `volume`.
    public Address at(Address volume, long record) {
        return volume.step(new Address.Step(Address.Kind.ENTRY, value, record));
    }
}
