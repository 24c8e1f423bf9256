package org.tutela.model;

/// The head of every linked fact.
///
/// @param step the name of the link step
/// @param version the version of the step, 1 or more
/// @param linked computed from the step and the linked fact's key
public record Made(String step, int version, Id linked) {

    /// The head of the linked fact that `step` makes for `key` (parts without zero bytes).
    public static Made of(String step, int version, String... key) {
        String[] parts = new String[key.length + 1];
        parts[0] = step;
        System.arraycopy(key, 0, parts, 1, key.length);
        return new Made(step, version, Id.of(parts));
    }
}
