/// Who is who: which identifiers are one account ([org.tutela.link.identity.IdentityStep]), whose a
/// device is ([org.tutela.link.identity.OwnerStep]), and what is known of each account
/// ([org.tutela.link.identity.AccountStep]).
@NullMarked
package org.tutela.link.identity;

import org.jspecify.annotations.NullMarked;
