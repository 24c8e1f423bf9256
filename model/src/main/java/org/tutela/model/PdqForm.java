package org.tutela.model;

import java.util.Locale;
import java.util.Optional;

/// The eight ways to turn and mirror a picture, as the PDQ reference names them. The hash of a form
/// is computed from the cosine coefficients of the picture as it lies, without turning pixels.
///
/// Half of the forms are the transpose of the other half, bit for bit: a hash has 16 rows of 16
/// bits, and [#transposed()] tells which form swapping rows and columns leads to. So four stored
/// hashes ([#isStored()]) give all eight exactly. The other half cannot be had from the bits of the
/// plain hash: the median moves with the signs (`docs/decisions/0301-dihedral-forms.md`).
public enum PdqForm {
    /// As the picture lies.
    PLAIN,
    /// Turned by 90 degrees counter-clockwise.
    ROTATE_90,
    /// Turned by 180 degrees.
    ROTATE_180,
    /// Turned by 270 degrees counter-clockwise.
    ROTATE_270,
    /// Mirrored top to bottom.
    FLIP_X,
    /// Mirrored left to right.
    FLIP_Y,
    /// Mirrored along the diagonal from top left.
    FLIP_PLUS_1,
    /// Mirrored along the other diagonal.
    FLIP_MINUS_1;

    /// Name of the algorithm in `visual_hash`: `PDQ` as the picture lies, `PDQ.FLIP_X` and so on.
    public String algorithm() {
        return this == PLAIN ? "PDQ" : "PDQ." + name();
    }

    /// The form that an algorithm of `visual_hash` names; empty where it is no PDQ hash.
    public static Optional<PdqForm> find(String algorithm) {
        String upper = algorithm.toUpperCase(Locale.ROOT);
        for (PdqForm form : values()) {
            if (form.algorithm().equals(upper)) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }

    /// The form whose hash is this one's with rows and columns of bits swapped.
    public PdqForm transposed() {
        return switch (this) {
            case PLAIN -> FLIP_PLUS_1;
            case FLIP_PLUS_1 -> PLAIN;
            case ROTATE_180 -> FLIP_MINUS_1;
            case FLIP_MINUS_1 -> ROTATE_180;
            case FLIP_X -> ROTATE_270;
            case ROTATE_270 -> FLIP_X;
            case FLIP_Y -> ROTATE_90;
            case ROTATE_90 -> FLIP_Y;
        };
    }

    /// Whether the hash of this form is stored as a fact; the others follow by transposing.
    public boolean isStored() {
        return this == PLAIN || this == ROTATE_180 || this == FLIP_X || this == FLIP_Y;
    }
}
