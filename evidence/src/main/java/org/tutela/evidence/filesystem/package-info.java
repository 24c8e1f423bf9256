/// What file systems share: the place of a file's bytes on the medium, its path, and the bounds of
/// a listing.
///
/// [org.tutela.evidence.filesystem.Runs] maps a file to its fragments,
/// [org.tutela.evidence.filesystem.EntryPath] keeps a path both as raw bytes and as text,
/// [org.tutela.evidence.filesystem.Listing] counts what is listed.
@NullMarked
package org.tutela.evidence.filesystem;

import org.jspecify.annotations.NullMarked;
