/// Tests of linking on Spark.
@NullMarked
package org.tutela.spark;

import org.jspecify.annotations.NullMarked;
