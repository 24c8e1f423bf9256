/// The idea of an examination, and all of them that need no native code.
///
/// An [org.tutela.examine.Examination] is given an [org.tutela.examine.OpenItem] and states facts
/// to a [org.tutela.examine.Recorder]. Examinations are stateless and single-threaded; the run owns
/// threads, guards and limits. A [org.tutela.examine.Finder] reads every text that an examination
/// records.
@NullMarked
package org.tutela.examine;

import org.jspecify.annotations.NullMarked;
