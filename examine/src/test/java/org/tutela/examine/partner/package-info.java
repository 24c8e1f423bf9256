/// Tests of partners' tables.
@NullMarked
package org.tutela.examine.partner;

import org.jspecify.annotations.NullMarked;
