/// Formats of known-file lists, told by their content: VICS, digest lists, check-sum files,
/// hashdeep, NSRL text, PDQ lists.
///
/// Each [org.tutela.known.format.KnownListFormat] streams [org.tutela.known.format.KnownEntry]s; a
/// line that cannot be read is stated as a problem with its number, and reading goes on.
@NullMarked
package org.tutela.known.format;

import org.jspecify.annotations.NullMarked;
