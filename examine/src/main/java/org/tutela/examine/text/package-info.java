/// Text of documents, by Apache Tika, within limits and without ever fetching anything.
@NullMarked
package org.tutela.examine.text;

import org.jspecify.annotations.NullMarked;
