/// Tests of the package.
@NullMarked
package org.tutela.model;

import org.jspecify.annotations.NullMarked;
