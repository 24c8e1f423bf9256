package org.tutela.answers.ask;

import java.io.IOException;
import java.nio.ByteBuffer;

/// The door to bytes of evidence. The people half has the interface, the start of the product gives
/// what is behind it. Safe for use by many threads.
public interface Contents {

    /// Bytes of a place, from `offset` on, at most `length` (1 to 65,536). Throws [IOException]
    /// with a sentence where the source is not where it was, or the place cannot be read.
    Window window(String address, long offset, int length) throws IOException;

    /// A small copy of a picture, made when it was examined, as a JPEG of our own encoding.
    /// `source` and `blob` are those of a row of the table `thumbnail`. Throws [IOException] with a
    /// sentence where it is not there or damaged.
    default byte[] smallPicture(String source, String blob, PictureFilter filter)
            throws IOException {
        throw new IOException("The pictures of this case are not at hand.");
    }

    /// A picture at a place, decoded and encoded anew as a JPEG of at most 1,600 pixels a side:
    /// never the evidence's own bytes or type. Throws [IOException] with a sentence where the
    /// source is not where it was, or holds no picture that can be decoded.
    default byte[] wholePicture(String address, PictureFilter filter) throws IOException {
        throw new IOException("The pictures of this case are not at hand.");
    }

    /// A piece of a place.
    ///
    /// @param size bytes of the whole place
    /// @param offset where the piece begins
    /// @param bytes the piece, to be read only
    record Window(long size, long offset, ByteBuffer bytes) {
        /// A view that cannot be written to.
        public Window {
            bytes = bytes.asReadOnlyBuffer();
        }

        /// A view of its own, so that nobody moves another's position.
        @Override
        public ByteBuffer bytes() {
            return bytes.duplicate();
        }
    }

    /// A door behind which there is nothing, for cases whose evidence is elsewhere.
    static Contents none() {
        return (address, offset, length) -> {
            throw new IOException("The bytes of this case are not at hand.");
        };
    }
}
