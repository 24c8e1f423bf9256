/// Opens evidence: lists what a source holds and opens any address again. Never writes to it.
///
/// A registered source is opened as bytes or as a folder. A [org.tutela.evidence.Reader] recognises
/// bytes (a partition table, a file system, an archive) and opens them as a
/// [org.tutela.evidence.Holder], which lists [org.tutela.evidence.Entry] by
/// [org.tutela.evidence.Entry] in disk order, and opens each of them by its address.
@NullMarked
package org.tutela.evidence;

import org.jspecify.annotations.NullMarked;
