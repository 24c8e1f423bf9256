/// Tests of linking: who is who.
@NullMarked
package org.tutela.link.identity;

import org.jspecify.annotations.NullMarked;
