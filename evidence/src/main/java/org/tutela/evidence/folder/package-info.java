/// A folder of the examiner's machine as a source: listed in a fixed order, never followed out of.
@NullMarked
package org.tutela.evidence.folder;

import org.jspecify.annotations.NullMarked;
