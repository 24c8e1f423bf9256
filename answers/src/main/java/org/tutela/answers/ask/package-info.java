/// Questions that people ask, and the one door through which they are answered.
///
/// [org.tutela.answers.ask.Answers#ask] takes a [org.tutela.answers.ask.Viewer] and a
/// [org.tutela.answers.ask.Question]: it checks the right, writes into the journal that it was
/// asked, and lets the question work at a [org.tutela.answers.ask.Desk] on which only lies what the
/// viewer needs to know. A new page is a new question. [org.tutela.answers.ask.CaseKeeper] makes
/// ahead, in the background, what many questions ask for.
@NullMarked
package org.tutela.answers.ask;

import org.jspecify.annotations.NullMarked;
