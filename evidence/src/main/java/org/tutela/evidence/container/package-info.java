/// Opens the files that an examiner registers as a medium: raw, split raw, E01.
///
/// Start at [org.tutela.evidence.container.Containers]: it picks the
/// [org.tutela.evidence.container.Container] that recognises the first file, which finds its
/// further segments itself and gives [org.tutela.evidence.container.Media]. What is missing or
/// damaged is said at opening; the rest stays readable.
@NullMarked
package org.tutela.evidence.container;

import org.jspecify.annotations.NullMarked;
