/// What people work with in a case: tasks, notes, tags, bookmarks, findings, persons, saved
/// searches.
///
/// Each class owns tables with what holds now, and offers acts that write the journal in the same
/// transaction. [org.tutela.casebook.work.Tasks] says what work is done for,
/// [org.tutela.casebook.work.Findings] and [org.tutela.casebook.work.Persons] what people concluded
/// and from which facts. A taking-back is an entry like any other; nothing in the journal is
/// undone.
@NullMarked
package org.tutela.casebook.work;

import org.jspecify.annotations.NullMarked;
