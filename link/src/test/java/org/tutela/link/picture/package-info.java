/// Tests of linking: pictures that look alike.
@NullMarked
package org.tutela.link.picture;

import org.jspecify.annotations.NullMarked;
