/// A known-file list compiled for look-up: a folder of the case with sorted files that are mapped
/// into memory and searched in place, so that a list of any length costs no heap.
///
/// [org.tutela.known.compiled.ListCompiler] writes, [org.tutela.known.compiled.CompiledList] reads;
/// `docs/formats/known-list.md` describes the files.
@NullMarked
package org.tutela.known.compiled;

import org.jspecify.annotations.NullMarked;
