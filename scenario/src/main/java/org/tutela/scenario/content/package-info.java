/// The bytes of what a made-up operation holds: generated pictures of everyday scenes and their
/// copies, small documents. [Contents] makes each when first asked for.
@NullMarked
package org.tutela.scenario.content;

import org.jspecify.annotations.NullMarked;
