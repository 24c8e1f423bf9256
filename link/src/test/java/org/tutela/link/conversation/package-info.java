/// Tests of linking: conversations, messages and memberships.
@NullMarked
package org.tutela.link.conversation;

import org.jspecify.annotations.NullMarked;
