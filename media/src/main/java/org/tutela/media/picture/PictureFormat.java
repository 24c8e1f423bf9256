package org.tutela.media.picture;

import java.util.Optional;

/// The formats we decode, told by their first bytes.
enum PictureFormat {
    JPEG("JPEG", 0xFF, 0xD8, 0xFF),
    PNG("PNG", 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A),
    GIF("GIF", 'G', 'I', 'F', '8'),
    WEBP("WebP", 'R', 'I', 'F', 'F', -1, -1, -1, -1, 'W', 'E', 'B', 'P'),
    TIFF_LITTLE("TIFF", 'I', 'I', 42, 0),
    TIFF_BIG("TIFF", 'M', 'M', 0, 42),
    BMP("BMP", 'B', 'M');

    private final String title;
    private final int[] signature;

    /// A signature of bytes, -1 for any.
    PictureFormat(String title, int... signature) {
        this.title = title;
        this.signature = signature;
    }

    /// The name people know, which is also the name of the decoder in the JDK.
    String title() {
        return title;
    }

    /// The format whose signature `head` starts with.
    static Optional<PictureFormat> find(byte[] head) {
        for (PictureFormat format : values()) {
            if (format.recognises(head)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    private boolean recognises(byte[] head) {
        if (head.length < signature.length) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if (signature[i] >= 0 && signature[i] != (head[i] & 0xFF)) {
                return false;
            }
        }
        return true;
    }
}
