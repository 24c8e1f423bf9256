/// Known-file lists: reading them, compiling them for fast look-up, and looking contents up.
///
/// `format` reads what authorities and tools hand out; [org.tutela.known.ListCompiler] turns a list
/// into sorted files in the case; [org.tutela.known.KnownLists] answers exactly by digests and,
/// with `hamming`, by similarity. All matches of all lists are given: one list never hides another.
@NullMarked
package org.tutela.known;

import org.jspecify.annotations.NullMarked;
