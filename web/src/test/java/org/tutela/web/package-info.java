/// Tests of the server over an empty case.
@org.jspecify.annotations.NullMarked
package org.tutela.web;
