package org.tutela.evidence.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutela.bytes.ByteSource;
import org.tutela.evidence.Foreign;
import org.tutela.model.Digest;

/// Sets written by others: what libewf, EnCase and dd made of the same media.
final class ForeignMediaTest {

    private static Digest md5(ByteSource bytes) throws IOException {
        MessageDigest md5;
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        byte[] buffer = new byte[1 << 18];
        long at = 0;
        int got = bytes.read(at, buffer, 0, buffer.length);
        while (got > 0) {
            md5.update(buffer, 0, got);
            at += got;
            got = bytes.read(at, buffer, 0, buffer.length);
        }
        return Digest.of(md5.digest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dfvfs/ext2.splitraw.000", "dfvfs/ext2.E01", "dfvfs/ext2.split.E01"})
    void givesOneMediumInEveryContainer(String name) throws IOException {
        try (Media media = Containers.open(Foreign.file(name))) {
            assertEquals(List.of(), media.flaws());
            assertEquals("196066add11fb71c4c49cf1bb50d6d24", md5(media.bytes()).toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dfvfs/ext2.E01",
                "dfvfs/ext2.split.E01",
                "go/rand.dd.E01",
                "go/test.ntfs.dd.E01",
                "plaso/image.E01",
                "plaso/image-split.E01"
            })
    void givesTheDigestsThatAreStored(String name) throws IOException {
        Path file = Foreign.file(name);
        try (Media media = Containers.open(file)) {
            assertEquals(List.of(), media.flaws());
            assertEquals(media.storedMd5(), md5(media.bytes()), name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plaso/tsk_volume_system.raw"})
    void hasNoDigestsOfARawImage(String name) throws IOException {
        try (Media media = Containers.open(Foreign.file(name))) {
            assertNull(media.storedMd5());
        }
    }
}
