package org.tutela.media.picture;

import java.awt.color.CMMException;
import java.awt.image.ImagingOpException;
import java.awt.image.RasterFormatException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.tutela.bytes.EvidenceException;

/// The border between us and decoders that we did not write. Hostile pictures make them throw
/// exceptions of many kinds; behind this border there is one kind, an [EvidenceException]. A
/// failure of the medium stays what it is.
final class DecoderBoundary {
    private DecoderBoundary() {}

    /// Work of a foreign decoder.
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /// Runs `work`, which reads from `stream`. `title` names the format in messages.
    static <T> T cross(String title, SourceImageStream stream, Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (IOException e) {
            throw toFailure(title, stream, e);
        } catch (IllegalArgumentException
                | IllegalStateException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | ArithmeticException
                | ClassCastException
                | NullPointerException
                | UnsupportedOperationException
                | BufferUnderflowException
                | NoSuchElementException
                | RasterFormatException
                | ImagingOpException
                | CMMException e) {
            throw toFailure(title, stream, e);
        }
    }

    /// What the caller is to throw for what a decoder threw.
    private static IOException toFailure(String title, SourceImageStream stream, Throwable cause) {
        Optional<IOException> ofMedium = stream.failure();
        if (ofMedium.isPresent()) {
            return ofMedium.get();
        }
        if (cause instanceof EvidenceException flaw) {
            return flaw;
        }
        return new EvidenceException(
                EvidenceException.Flaw.MALFORMED,
                "ME-0101",
                "the " + title + " picture cannot be decoded: no visual hash and no thumbnail",
                cause);
    }
}
