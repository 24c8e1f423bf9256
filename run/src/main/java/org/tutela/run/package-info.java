/// One pass over sources: open each item once, guard, limits, commit, resume, progress.
///
/// [org.tutela.run.Run] takes sources through a [org.tutela.run.SourceRun] each: it lists the
/// source, cuts the listing into units, and lets workers take every item of a unit through the
/// examinations of the [org.tutela.run.Plan]. A unit's facts are staged and committed by rename; at
/// the end of a source they are compacted and the catalog names them.
@NullMarked
package org.tutela.run;

import org.jspecify.annotations.NullMarked;
