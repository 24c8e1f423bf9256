package org.tutela.evidence.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Holder;
import org.tutela.evidence.Listing;
import org.tutela.evidence.Reader;
import org.tutela.model.Address;
import org.tutela.model.Timestamp;

final class PackedReaderTest {
    private static final byte[] CONTENT = content();

    private static byte[] content() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 900; i++) {
            text.append("match ").append(i * i % 97).append(" ended ").append(i % 5).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] pack(Packing packing, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out =
                switch (packing) {
                    case GZIP -> new GZIPOutputStream(bytes);
                    case BZIP2 -> new BZip2CompressorOutputStream(bytes, 1);
                    case XZ -> new XZOutputStream(bytes, new LZMA2Options(1));
                    default -> throw new IllegalArgumentException("not a file: " + packing);
                }) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static Reader reader(String name) {
        return java.util.stream.Stream.concat(
                        PackedReader.all().stream(), PackedTarReader.all().stream())
                .filter(reader -> reader.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// The contract for a single file packed in one way.
    abstract static class SingleFile extends ArchiveContract {
        private final Packing packing;

        SingleFile(Packing packing) {
            this.packing = packing;
        }

        @Override
        protected Reader reader() {
            return PackedReaderTest.reader(packing.suffix());
        }

        @Override
        protected byte[] sample() throws IOException {
            return pack(packing, CONTENT);
        }

        @Override
        protected Map<String, byte[]> contents() {
            return Map.of("content", CONTENT);
        }
    }

    @Nested
    final class Gzip extends SingleFile {
        Gzip() {
            super(Packing.GZIP);
        }

        @Test
        void namesTheMemberAsGzipDoes() throws IOException {
            byte[] packed = pack(Packing.GZIP, CONTENT);
            byte[] named =
                    new Little()
                            .u8(0x1f)
                            .u8(0x8b)
                            .u8(8)
                            .u8(8)
                            .u32(1_709_210_000)
                            .u16(0)
                            .put("m\u00e4tch.txt\0".getBytes(StandardCharsets.ISO_8859_1))
                            .put(java.util.Arrays.copyOfRange(packed, 10, packed.length))
                            .toBytes();
            try (Holder holder = open(named)) {
                Entry entry = Listing.of(holder).entries().getFirst();
                assertEquals("m\u00e4tch.txt", entry.path());
                assertEquals("member:m%e4tch.txt@0", entry.address().last().toString());
                assertEquals(Timestamp.unixSeconds(1_709_210_000), entry.times().modified());
                assertArrayEquals(CONTENT, read(holder, entry.address()));
            }
        }

        @Test
        void takesTheNameOfTheFileWhereNoneIsStored() throws IOException {
            Address at = AT.step(Address.Kind.MEMBER, "logs/Match.txt.GZ", 4);
            try (Holder holder =
                    reader().open(ByteSource.of(pack(Packing.GZIP, CONTENT)), at, means())) {
                assertEquals("Match.txt", Listing.of(holder).entries().getFirst().path());
            }
        }

        @Test
        void joinsMembersThatFollowEachOther() throws IOException {
            byte[] one = pack(Packing.GZIP, CONTENT);
            byte[] two = new Little().put(one).put(one).toBytes();
            try (Holder holder = open(two)) {
                Entry entry = Listing.of(holder).entries().getFirst();
                assertEquals(2 * CONTENT.length, read(holder, entry.address()).length);
            }
        }

        @Test
        void refusesToUnfoldBombsThatLieInEvidence() throws IOException {
            byte[] bomb = pack(Packing.GZIP, new byte[40 << 20]);
            Address within = AT.step(Address.Kind.ENTRY, "bomb.gz", 1);
            try (Holder holder = reader().open(ByteSource.of(bomb), within, means())) {
                Entry entry = Listing.of(holder).entries().getFirst();
                EvidenceException thrown =
                        assertThrows(EvidenceException.class, () -> read(holder, entry.address()));
                assertEquals(Flaw.LIMIT_REACHED, thrown.flaw());
            }
        }

        /// Somebody chose it as a source: an image of an empty medium is no bomb.
        @Test
        void unpacksAMostlyEmptyImageThatIsASource() throws IOException {
            byte[] image = pack(Packing.GZIP, new byte[40 << 20]);
            try (Holder holder = open(image)) {
                Entry entry = Listing.of(holder).entries().getFirst();
                assertEquals(40 << 20, read(holder, entry.address()).length);
            }
        }
    }

    @Nested
    final class Bzip2 extends SingleFile {
        Bzip2() {
            super(Packing.BZIP2);
        }
    }

    @Nested
    final class Xz extends SingleFile {
        Xz() {
            super(Packing.XZ);
        }

        /// A dictionary of 1.5 GiB is asked for, whatever the content is.
        @Test
        void refusesToTakeAllMemory() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            LZMA2Options options = new LZMA2Options(0);
            options.setDictSize(LZMA2Options.DICT_SIZE_MIN);
            try (OutputStream out = new XZOutputStream(bytes, options)) {
                out.write(CONTENT);
            }
            byte[] packed = bytes.toByteArray();
            // Block header (xz format 1.2.1, 3.1 and 5.3.1): size, flags, filter 0x21, 1,
            // dictionary.
            assertEquals(0x21, packed[14]);
            packed[16] = 37;
            java.util.zip.CRC32 crc = new java.util.zip.CRC32();
            crc.update(packed, 12, 8);
            System.arraycopy(new Little().u32(crc.getValue()).toBytes(), 0, packed, 20, 4);
            try (Holder holder = open(packed)) {
                Entry entry = Listing.of(holder).entries().getFirst();
                EvidenceException thrown =
                        assertThrows(EvidenceException.class, () -> read(holder, entry.address()));
                assertEquals(Flaw.LIMIT_REACHED, thrown.flaw());
            }
        }
    }

    /// The contract for a tar archive packed as a whole.
    abstract static class PackedTar extends ArchiveContract {
        private final Packing packing;

        PackedTar(Packing packing) {
            this.packing = packing;
        }

        @Override
        protected Map<String, byte[]> contents() {
            return TarReaderTest.files();
        }

        @Override
        protected byte[] sample() throws IOException {
            return pack(packing, TarReaderTest.sample(TarArchiveOutputStream.LONGFILE_POSIX));
        }
    }

    @Nested
    final class Tgz extends PackedTar {
        Tgz() {
            super(Packing.GZIP);
        }

        @Override
        protected Reader reader() {
            return PackedReaderTest.reader("tgz");
        }

        @Test
        void leavesOtherPackedFilesAlone() throws IOException {
            byte[] packed = pack(Packing.GZIP, CONTENT);
            assertFalse(reader().recognises(ByteSource.of(packed), "x.tar.gz"));
            assertTrue(PackedReaderTest.reader("gz").recognises(ByteSource.of(packed), "x.tar.gz"));
        }

        @Test
        void hasTheAddressesOfTheArchiveWithin() throws IOException {
            byte[] tar = TarReaderTest.sample(TarArchiveOutputStream.LONGFILE_POSIX);
            try (Holder packed = open(pack(Packing.GZIP, tar));
                    Holder plain = new TarReader().open(ByteSource.of(tar), AT, means())) {
                assertEquals(Listing.of(plain).entries(), Listing.of(packed).entries());
                assertTrue(means().spool().used() > 0, "it lies in the spool while it is open");
            }
        }
    }

    @Nested
    final class Txz extends PackedTar {
        Txz() {
            super(Packing.XZ);
        }

        @Override
        protected Reader reader() {
            return PackedReaderTest.reader("txz");
        }
    }
}
