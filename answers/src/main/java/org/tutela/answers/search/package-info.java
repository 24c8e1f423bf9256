/// Where a word stands: an index of words over messages, document texts, names and paths, one per
/// source, that can be deleted and is made again.
///
/// [SourceIndexer] writes the index of a source out of its facts, [Folding] says what a word is,
/// [TextIndex] holds the indexes of a case and answers a [Wanted] with a [Found], [Reading] reads
/// what a person typed, [Counting] counts, [Snippet] cuts out the place.
@NullMarked
package org.tutela.answers.search;

import org.jspecify.annotations.NullMarked;
