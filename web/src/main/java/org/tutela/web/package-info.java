/// The case in the browser: one server for one case.
///
/// [org.tutela.web.Server] starts it. A page is a class in `page`, a template of the same name in
/// `src/main/jte`, its words in `resources/messages`, and one line in [org.tutela.web.Wiring].
/// Everything it shows comes through [org.tutela.answers.ask.Answers].
@NullMarked
package org.tutela.web;

import org.jspecify.annotations.NullMarked;
