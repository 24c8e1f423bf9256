/// The steps of linking on an Apache Spark cluster; the only room that knows Spark.
///
/// [org.tutela.spark.SparkShuffle] sorts the same encoded rows as the shuffle of one machine and
/// hands them to the same steps, so that the bytes that come out are the same.
@NullMarked
package org.tutela.spark;

import org.jspecify.annotations.NullMarked;
