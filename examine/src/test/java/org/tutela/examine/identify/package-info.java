@NullMarked
package org.tutela.examine.identify;

import org.jspecify.annotations.NullMarked;
