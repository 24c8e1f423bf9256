@org.jspecify.annotations.NullMarked
package org.tutela.answers.work;
