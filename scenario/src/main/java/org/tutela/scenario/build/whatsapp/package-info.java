/// Builds the files of WhatsApp for Android on a made-up phone ([WhatsAppPhone]): the message
/// store, the contact store, preferences and media. Written from knowledge of the tables, not from
/// a parser.
@NullMarked
package org.tutela.scenario.build.whatsapp;

import org.jspecify.annotations.NullMarked;
