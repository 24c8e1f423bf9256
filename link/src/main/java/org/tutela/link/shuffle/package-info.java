/// The shuffle of one machine: an external sort with bounded memory.
///
/// Rows are encoded once ([org.tutela.link.shuffle.RowEncoder]): a sort key whose bytes compare as
/// the rows do, then the value. A [org.tutela.link.shuffle.SortBuffer] sorts as many as memory
/// holds; a run ([org.tutela.link.shuffle.RunFile]) keeps the sorted rows of one source on disk; a
/// merge of all runs gives the groups. [org.tutela.link.shuffle.LocalShuffle] ties them together
/// and keeps the runs, so that a new device is one more run.
@NullMarked
package org.tutela.link.shuffle;

import org.jspecify.annotations.NullMarked;
