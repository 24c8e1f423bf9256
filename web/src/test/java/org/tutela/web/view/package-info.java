/// Tests.
@org.jspecify.annotations.NullMarked
package org.tutela.web.view;
