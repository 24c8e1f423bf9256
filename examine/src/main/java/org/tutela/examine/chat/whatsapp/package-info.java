/// WhatsApp on Android: `msgstore.db` with its companions `wa.db`, `axolotl.db` and settings.
///
/// [org.tutela.examine.chat.whatsapp.WhatsAppChats] runs one pass per table; each class named after
/// what it states (`Conversations`, `Messages`, `Memberships`, …) holds the passes for it.
/// `Msgstore` is what they share: the open database, who the owner is, and what a row id of `jid`
/// or `chat` stands for.
@NullMarked
package org.tutela.examine.chat.whatsapp;

import org.jspecify.annotations.NullMarked;
