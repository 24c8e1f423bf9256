package org.tutela.examine.chat.whatsapp;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The device's own account, under every name it is known by.
final class Owner {
    private @Nullable Jid main;
    private final Set<Jid> all = new HashSet<>();

    /// Takes a name for the owner's: the first one becomes the main one, and a phone number takes
    /// the place of an opaque one.
    void add(Jid jid) {
        Jid known = main;
        if (known == null || (!known.isPhone() && jid.isPhone())) {
            main = jid;
        }
        all.add(jid);
    }

    /// Whether it is known.
    boolean known() {
        return main != null;
    }

    /// The phone number where it is known, an opaque account otherwise; null where neither is.
    @Nullable Jid main() {
        return main;
    }

    /// Whether `jid` is the owner.
    boolean is(Jid jid) {
        return all.contains(jid);
    }
}
