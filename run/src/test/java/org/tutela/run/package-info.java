/// Tests of runs on media that behave badly.
@NullMarked
package org.tutela.run;

import org.jspecify.annotations.NullMarked;
