/// What people own: who may do what, and the journal of everything that was done.
///
/// [org.tutela.casebook.Casebook] is one SQLite file in the case folder. Its
/// [org.tutela.casebook.Journal] is append-only and hash-chained over digests of ciphertext, so
/// that a payload can be erased by throwing its key away and the chain still verifies. Accounts and
/// rights are in [org.tutela.casebook.Users].
@NullMarked
package org.tutela.casebook;

import org.jspecify.annotations.NullMarked;
