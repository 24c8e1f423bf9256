/// What an item is: media types by signature, from a table that a person can read.
@NullMarked
package org.tutela.examine.identify;

import org.jspecify.annotations.NullMarked;
