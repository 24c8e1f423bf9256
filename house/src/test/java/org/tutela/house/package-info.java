/// Checks of the whole repository: the walls between rooms, and tidiness. Tests only.
///
/// [org.tutela.house.Tidy] reads sources with the compiler's own parser;
/// [org.tutela.house.WallsTest] reads compiled classes. Each rule has a test that plants the sin it
/// is there for.
@NullMarked
package org.tutela.house;

import org.jspecify.annotations.NullMarked;
