/// Finders: they read every text that an examination records and state mentions: addresses of the
/// web, onion addresses, invites, e-mail addresses, phone numbers.
///
/// Nothing found is ever contacted. Patterns use bounded or possessive repetition only, so that
/// time grows with the length of a text and with nothing else.
@NullMarked
package org.tutela.examine.find;

import org.jspecify.annotations.NullMarked;
