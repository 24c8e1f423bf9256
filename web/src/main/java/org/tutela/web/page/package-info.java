/// The pages, one class each.
@NullMarked
package org.tutela.web.page;

import org.jspecify.annotations.NullMarked;
