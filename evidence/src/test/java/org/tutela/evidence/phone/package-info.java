/// Tests of the package, and makers of small evidence for them.
@NullMarked
package org.tutela.evidence.phone;

import org.jspecify.annotations.NullMarked;
