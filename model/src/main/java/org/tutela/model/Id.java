package org.tutela.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A computed identifier: the first 16 bytes of a SHA-256. Ids are never drawn from a clock or a
/// random source, so that the same evidence gets the same ids on every machine.
///
/// @param high bytes 0 to 7, big-endian
/// @param low bytes 8 to 15, big-endian
public record Id(long high, long low) implements Comparable<Id> {

    /// One for each thread: making one takes longer than digesting an address.
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Id::sha256);

    /// The id of the given parts: SHA-256 over their UTF-8 bytes, each closed by a zero byte (parts
    /// hold none themselves), cut to 16 bytes.
    public static Id of(String... parts) {
        MessageDigest digest = SHA_256.get();
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return of(digest.digest());
    }

    /// The first 16 of at least 16 bytes.
    public static Id of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Id(buffer.getLong(), buffer.getLong());
    }

    /// From 32 hex digits; throws [IllegalArgumentException] on anything else.
    public static Id parse(String hex) {
        if (hex.length() != 32) {
            throw new IllegalArgumentException("an id has 32 hex digits: " + hex);
        }
        return of(HexFormat.of().parseHex(hex));
    }

    /// The 16 bytes.
    public byte[] toBytes() {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    /// Unsigned order of the bytes, as a database orders them.
    @Override
    public int compareTo(Id other) {
        int first = Long.compareUnsigned(high, other.high);
        return first != 0 ? first : Long.compareUnsigned(low, other.low);
    }

    /// 32 lower-case hex digits.
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
