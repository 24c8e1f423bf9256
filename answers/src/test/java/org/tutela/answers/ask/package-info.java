/// Tests of questions and of the door to them.
@org.jspecify.annotations.NullMarked
package org.tutela.answers.ask;
