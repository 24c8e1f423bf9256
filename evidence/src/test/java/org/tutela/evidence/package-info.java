/// What every reader must hold to, and how tests reach foreign data.
@NullMarked
package org.tutela.evidence;

import org.jspecify.annotations.NullMarked;
