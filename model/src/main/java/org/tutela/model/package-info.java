/// The nouns of the house: fact records with their column lists, ids, addresses, times. No I/O.
///
/// A [org.tutela.model.Fact] says what was [org.tutela.model.Seen] where, by which version of which
/// examination. A [org.tutela.model.LinkedFact] is made from facts and cites them. Every record has
/// one [org.tutela.model.FactTable] that names its columns; [org.tutela.model.FactTables] lists
/// them all.
@NullMarked
package org.tutela.model;

import org.jspecify.annotations.NullMarked;
