package org.tutela.link;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.tutela.model.DeviceOwner;

/// How much a place that names a device's own account is worth (`chat-formats.md` 1.3).
public final class OwnerBasis {
    /// What a basis contains, strongest first.
    private static final List<String> ORDER =
            List.of("registration", "preferences", "author", "files/me", "sender", "server");

    private static final Comparator<DeviceOwner> BY_STRENGTH =
            Comparator.comparingInt((DeviceOwner owner) -> strength(owner.basis()))
                    .thenComparing(DeviceOwner::account)
                    .thenComparing(DeviceOwner::item);

    private OwnerBasis() {}

    /// 0 for the strongest basis; unknown ones are the weakest.
    public static int strength(String basis) {
        String folded = basis.toLowerCase(Locale.ROOT);
        for (int i = 0; i < ORDER.size(); i++) {
            if (folded.contains(ORDER.get(i))) {
                return i;
            }
        }
        return ORDER.size();
    }

    static DeviceOwner stronger(DeviceOwner one, DeviceOwner other) {
        return BY_STRENGTH.compare(one, other) <= 0 ? one : other;
    }
}
