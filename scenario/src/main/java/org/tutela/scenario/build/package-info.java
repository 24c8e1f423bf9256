/// Builds what an operation planned: [ExhibitBuilder] the copies of seized things, [KnownLists] the
/// lists of known files.
@NullMarked
package org.tutela.scenario.build;

import org.jspecify.annotations.NullMarked;
