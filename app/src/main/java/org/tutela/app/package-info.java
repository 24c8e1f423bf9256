/// The command line: `main`, one class per command, and the wiring of the rooms by plain
/// constructors. The one room that sees both halves of the house.
@NullMarked
package org.tutela.app;

import org.jspecify.annotations.NullMarked;
