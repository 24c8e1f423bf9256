/// Pictures: what a decoder makes of them, how they look, and a small copy to show.
///
/// [org.tutela.media.VisualHashes] is the examination; `picture` decodes to raw samples, `pdq`
/// makes perceptual hashes from samples.
@NullMarked
package org.tutela.media;

import org.jspecify.annotations.NullMarked;
