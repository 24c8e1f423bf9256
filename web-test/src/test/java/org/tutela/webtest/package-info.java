/// The product in a browser, as a new user has it: demo, accounts, serve, pages.
@org.jspecify.annotations.NullMarked
package org.tutela.webtest;
