/// What files say of themselves: size, camera, time and place of pictures (EXIF and its kin).
@NullMarked
package org.tutela.examine.metadata;

import org.jspecify.annotations.NullMarked;
