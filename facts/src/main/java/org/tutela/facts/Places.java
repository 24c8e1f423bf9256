package org.tutela.facts;

import java.util.HashSet;
import java.util.Set;

/// Addresses, and everything below them.
final class Places {
    private static final String STEP = "::";

    private final Set<String> addresses = new HashSet<>();

    void add(String address) {
        addresses.add(address);
    }

    boolean isEmpty() {
        return addresses.isEmpty();
    }

    /// Whether the address is one of these or lies within one.
    boolean hold(String address) {
        if (addresses.isEmpty()) {
            return false;
        }
        int end = address.indexOf(STEP);
        while (end >= 0) {
            if (addresses.contains(address.substring(0, end))) {
                return true;
            }
            end = address.indexOf(STEP, end + STEP.length());
        }
        return addresses.contains(address);
    }
}
