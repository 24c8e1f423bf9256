/// Tests of the index of words.
@org.jspecify.annotations.NullMarked
package org.tutela.answers.search;
