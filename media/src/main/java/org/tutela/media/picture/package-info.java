/// Decodes pictures to the samples that lie in them: no colour profile, no gamma, no alpha, no
/// orientation is applied, so that hashes agree with those of other tools.
///
/// [org.tutela.media.picture.Pictures] opens, [org.tutela.media.picture.RawPicture] gives rows,
/// [org.tutela.media.picture.SmallCopy] makes the thumbnail. Declared sizes are checked before
/// anything is decoded, and whatever a decoder throws at hostile bytes becomes one kind of
/// exception.
@NullMarked
package org.tutela.media.picture;

import org.jspecify.annotations.NullMarked;
