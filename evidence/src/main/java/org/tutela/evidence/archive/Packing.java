package org.tutela.evidence.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.deflate64.Deflate64CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/// The ways of packing that are read.
enum Packing {
    /// RFC 1952, one or several members one after the other.
    GZIP("gz", "1f8b08"),
    /// bzip2, one or several streams one after the other.
    BZIP2("bz2", "425a68"),
    /// The .xz format.
    XZ("xz", "fd377a585a00"),
    /// RFC 1951 without a wrapper, ZIP method 8.
    DEFLATE("deflate", ""),
    /// ZIP method 9.
    DEFLATE64("deflate64", "");

    /// A dictionary of at most 64 MiB, the largest of the preset levels (`xz -9`).
    private static final int XZ_MEMORY_KIB = 100 << 10;

    private final String suffix;
    private final String signature;

    Packing(String suffix, String signature) {
        this.suffix = suffix;
        this.signature = signature;
    }

    /// The usual end of a file name, without the dot.
    String suffix() {
        return suffix;
    }

    /// The first bytes of a packed file, lower-case hex; empty where a stream has none.
    String signature() {
        return signature;
    }

    /// The unpacked bytes. The library behind it throws [IOException] where the packed bytes are
    /// malformed; [Unpacking] tells that from a failure to read them.
    InputStream open(InputStream packed) throws IOException {
        return switch (this) {
            case GZIP -> new GZIPInputStream(packed, 1 << 15);
            case BZIP2 -> new BZip2CompressorInputStream(packed, true);
            case XZ -> new XZInputStream(packed, XZ_MEMORY_KIB);
            case DEFLATE -> new Inflated(packed);
            case DEFLATE64 -> new Deflate64CompressorInputStream(packed);
        };
    }

    /// Frees the memory outside of the heap as soon as it is closed.
    private static final class Inflated extends InflaterInputStream {
        private Inflated(InputStream packed) {
            super(packed, new Inflater(true), 1 << 15);
        }

        @Override
        public void close() throws IOException {
            inf.end();
            super.close();
        }
    }
}
