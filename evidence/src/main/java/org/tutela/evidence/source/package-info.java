/// Sources: what is registered in a case, and the id that is computed from it.
///
/// [org.tutela.evidence.source.Sources] tells what a path of the examiner's machine is and opens it
/// as an [org.tutela.evidence.source.OpenSource]: bytes of a medium or an archive, or a folder.
@NullMarked
package org.tutela.evidence.source;

import org.jspecify.annotations.NullMarked;
