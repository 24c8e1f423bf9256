/// Known-file lists of a case, and the facts that say which contents match them.
///
/// [org.tutela.link.known.CaseLists] keeps the compiled lists in the case folder;
/// [org.tutela.link.known.KnownMatching] joins them with the facts, without opening evidence.
@NullMarked
package org.tutela.link.known;

import org.jspecify.annotations.NullMarked;
