/// Exact search for 256-bit codes within a distance.
///
/// [org.tutela.known.hamming.HammingIndex] finds all codes within a number of differing bits
/// without looking at most of them; [org.tutela.known.hamming.BlockedScan] looks at all and is the
/// judge in tests and benchmarks. Both give the same answers.
@NullMarked
package org.tutela.known.hamming;

import org.jspecify.annotations.NullMarked;
