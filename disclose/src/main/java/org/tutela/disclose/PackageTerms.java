package org.tutela.disclose;

/// On which terms a package leaves, beside what is in it.
///
/// @param content whether the bytes of pictures and films go with it, or their digests only
/// @param victims whether the addressee is entitled to the identity of victims
/// @param mediumSize bytes of a medium that a part must fit on; 0: one package, of any size
/// @param rules what is held back
/// @param encryptedFor SHA-256 fingerprint of the certificate it is encrypted for; empty: it leaves
///   openly
public record PackageTerms(
        boolean content,
        boolean victims,
        long mediumSize,
        HoldingRules rules,
        String encryptedFor) {
    /// Digests only, no identity of a victim, nothing held back, in one part, openly.
    public static final PackageTerms USUAL =
            new PackageTerms(false, false, 0, HoldingRules.NONE, "");

    /// The smallest medium: the reports and the verifier must fit somewhere.
    private static final long SMALLEST_MEDIUM = 4L << 20;

    /// The same with more rules.
    public PackageTerms with(HoldingRules more) {
        return new PackageTerms(content, victims, mediumSize, rules.and(more), encryptedFor);
    }

    /// Throws [IllegalArgumentException] where the medium is too small.
    public PackageTerms {
        if (mediumSize != 0 && mediumSize < SMALLEST_MEDIUM) {
            throw new IllegalArgumentException("a medium has at least 4 MiB");
        }
    }
}
