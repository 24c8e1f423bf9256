/// Tests of the package, and makers of small images for them.
@NullMarked
package org.tutela.evidence.ntfs;

import org.jspecify.annotations.NullMarked;
