@NullMarked
package org.tutela.casebook.work;

import org.jspecify.annotations.NullMarked;
