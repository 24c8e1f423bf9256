/// Pictures that look alike: the perceptual hash of each content
/// ([org.tutela.link.picture.PictureHashStep]), and stacks of contents whose hashes are near
/// ([org.tutela.link.picture.StackStep]).
@NullMarked
package org.tutela.link.picture;

import org.jspecify.annotations.NullMarked;
