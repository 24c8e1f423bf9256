/// Tests of what the chat examinations share.
@NullMarked
package org.tutela.examine.chat;

import org.jspecify.annotations.NullMarked;
