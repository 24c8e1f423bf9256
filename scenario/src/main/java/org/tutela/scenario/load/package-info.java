/// Facts for load tests, computed row by row without evidence ([LoadFacts]).
@NullMarked
package org.tutela.scenario.load;

import org.jspecify.annotations.NullMarked;
