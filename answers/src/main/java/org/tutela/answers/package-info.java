/// Questions answered from facts, with SQL.
///
/// A [org.tutela.answers.CaseQuery] shows the tables of a case at one generation of its catalog as
/// views of a database in memory, and gives rows to a [org.tutela.answers.RowSink]: CSV, JSON or
/// text for a terminal. What analysts write can only read, and only these tables.
@NullMarked
package org.tutela.answers;

import org.jspecify.annotations.NullMarked;
