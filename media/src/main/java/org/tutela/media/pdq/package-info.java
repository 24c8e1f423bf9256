/// The PDQ perceptual hash, in the dialect that works on the picture at full size.
///
/// [org.tutela.media.pdq.PdqV1] takes the rows of a picture one after the other, so that a picture
/// of any size needs only a strip of memory: luma, a tent filter, 64 by 64 values, 16 by 16 cosine
/// coefficients, 256 bits.
@NullMarked
package org.tutela.media.pdq;

import org.jspecify.annotations.NullMarked;
