/// Tests of the package, and makers of small images for them.
@NullMarked
package org.tutela.evidence.ext;

import org.jspecify.annotations.NullMarked;
