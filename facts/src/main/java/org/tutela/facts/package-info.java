/// The store of a case: facts as Parquet files, and what else lies in the case folder.
///
/// A [org.tutela.facts.CaseFolder] is opened by one writer or by many readers. Facts of a unit of
/// work are staged ([org.tutela.facts.Staging]) and compacted into sorted files
/// ([org.tutela.facts.FactWriter], [org.tutela.facts.FactReader]) that the next generation of the
/// [org.tutela.facts.Catalog] names; what no generation names does not count. Pictures of our
/// making are sealed in [org.tutela.facts.Blobs]. No type of a library shows in a signature.
@NullMarked
package org.tutela.facts;

import org.jspecify.annotations.NullMarked;
