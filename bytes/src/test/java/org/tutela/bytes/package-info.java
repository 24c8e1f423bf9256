/// Tests of the package, and a bad medium for the tests of every room.
@NullMarked
package org.tutela.bytes;

import org.jspecify.annotations.NullMarked;
