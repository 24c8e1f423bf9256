@NullMarked
package org.tutela.examine.find;

import org.jspecify.annotations.NullMarked;
