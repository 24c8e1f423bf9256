@NullMarked
package org.tutela.casebook;

import org.jspecify.annotations.NullMarked;
