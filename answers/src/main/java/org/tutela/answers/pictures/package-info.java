/// Pictures to look at with care: which stacks there are and what is said of them.
///
/// [PictureTables] works out, once for a generation, which contents are pictures and what is known
/// of them; [Gallery] shows windows of stacks, [PictureStack] one of them, [OpenPicture] pixels.
/// What a person decides is an act: [GradeStack] and those in [LeaseActs].
@NullMarked
package org.tutela.answers.pictures;

import org.jspecify.annotations.NullMarked;
