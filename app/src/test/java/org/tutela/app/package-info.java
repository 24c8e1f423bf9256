@NullMarked
package org.tutela.app;

import org.jspecify.annotations.NullMarked;
