package org.tutela.examine.chat.whatsapp;

import org.jspecify.annotations.Nullable;

/// Who did or suffered something.
///
/// @param account the account; null where it is the owner, or nobody knows
/// @param owner whether it is the device's own account
record Party(@Nullable String account, boolean owner) {
    static final Party OWNER = new Party(null, true);
    static final Party UNKNOWN = new Party(null, false);

    /// Whether anything is known.
    boolean known() {
        return owner || account != null;
    }
}
