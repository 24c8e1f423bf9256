/// Tests of the made-up operation; the original tools are witnesses where they are installed.
@NullMarked
package org.tutela.scenario;

import org.jspecify.annotations.NullMarked;
