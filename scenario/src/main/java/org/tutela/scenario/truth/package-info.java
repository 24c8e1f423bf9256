/// What must be found in a made-up operation, written from the plan alone ([Truth]), before and
/// independently of the code that builds databases and images.
@NullMarked
package org.tutela.scenario.truth;

import org.jspecify.annotations.NullMarked;
