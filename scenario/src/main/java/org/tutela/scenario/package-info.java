/// Made-up operations with known truth. [Scenario] is the way in: a plan of what happened (`plan`),
/// what must be found in it (`truth`), the bytes of pictures and documents (`content`), and the
/// builders of databases, containers and file systems (`build`). `load` makes facts without
/// evidence for load tests.
@NullMarked
package org.tutela.scenario;

import org.jspecify.annotations.NullMarked;
