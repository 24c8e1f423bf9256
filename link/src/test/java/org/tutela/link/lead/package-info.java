/// Tests of linking: invites and who followed them.
@NullMarked
package org.tutela.link.lead;

import org.jspecify.annotations.NullMarked;
