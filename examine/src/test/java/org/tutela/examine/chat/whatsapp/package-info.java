/// Tests of the WhatsApp examination, and a maker of `msgstore.db`.
@NullMarked
package org.tutela.examine.chat.whatsapp;

import org.jspecify.annotations.NullMarked;
