package org.tutela.model;

import java.util.Arrays;
import java.util.HexFormat;

/// A digest or another fixed run of bytes (MD5 16, SHA-1 20, SHA-256 and PDQ 32 bytes). Immutable.
public final class Digest implements Comparable<Digest> {
    private final byte[] bytes;

    private Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A copy of the bytes.
    public static Digest of(byte[] bytes) {
        return new Digest(bytes.clone());
    }

    /// From hex digits of either case; throws [IllegalArgumentException] on anything else.
    public static Digest parse(String hex) {
        return new Digest(HexFormat.of().parseHex(hex));
    }

    /// Number of bytes.
    public int size() {
        return bytes.length;
    }

    /// A copy of the bytes.
    public byte[] toBytes() {
        return bytes.clone();
    }

    /// The first 16 bytes as an id.
    public Id toId() {
        return Id.of(bytes);
    }

    @Override
    public int compareTo(Digest other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && Arrays.equals(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// Lower-case hex digits.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
