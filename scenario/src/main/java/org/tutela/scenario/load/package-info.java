/// Facts for load tests, computed row by row without evidence ([LoadFacts], [LoadPictures]).
@NullMarked
package org.tutela.scenario.load;

import org.jspecify.annotations.NullMarked;
