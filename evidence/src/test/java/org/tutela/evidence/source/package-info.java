/// Tests of the package, and makers of small evidence for them.
@NullMarked
package org.tutela.evidence.source;

import org.jspecify.annotations.NullMarked;
