/// Bounded, read-only bytes: where every byte of evidence enters the program.
///
/// A [org.tutela.bytes.ByteSource] is random access to bytes that somebody else made; a
/// [org.tutela.bytes.Cursor] reads named fields out of them; [org.tutela.bytes.Limits] says how
/// much evidence may ask of us; a [org.tutela.bytes.Spool] keeps what does not fit in memory.
@NullMarked
package org.tutela.bytes;

import org.jspecify.annotations.NullMarked;
