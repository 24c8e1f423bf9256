/// Tests of the shuffle of one machine.
@NullMarked
package org.tutela.link.shuffle;

import org.jspecify.annotations.NullMarked;
