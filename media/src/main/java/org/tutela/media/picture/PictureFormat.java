package org.tutela.media.picture;

import java.util.HexFormat;
import java.util.Optional;

/// The formats we decode, told by their first bytes.
enum PictureFormat {
    JPEG("JPEG", "FFD8FF"),
    PNG("PNG", "89504E470D0A1A0A"),
    GIF("GIF", "47494638"),
    WEBP("WebP", "52494646........57454250"),
    TIFF_LITTLE("TIFF", "49492A00"),
    TIFF_BIG("TIFF", "4D4D002A"),
    BMP("BMP", "424D");

    private final String title;
    private final String signature;

    /// A signature of hex digits, `.` for any.
    PictureFormat(String title, String signature) {
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
        if (head.length < signature.length() / 2) {
            return false;
        }
        String there = HexFormat.of().withUpperCase().formatHex(head, 0, signature.length() / 2);
        for (int i = 0; i < signature.length(); i++) {
            if (signature.charAt(i) != '.' && signature.charAt(i) != there.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
