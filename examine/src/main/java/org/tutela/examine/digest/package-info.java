/// Digests of contents: MD5, SHA-1 and SHA-256 in one pass over the bytes.
@NullMarked
package org.tutela.examine.digest;

import org.jspecify.annotations.NullMarked;
