/// From the facts of all devices to linked facts: one account, one conversation, one message,
/// wherever they were seen.
///
/// A [org.tutela.link.LinkStep] says which tables it reads and by which keys
/// ([org.tutela.link.Input]); a [org.tutela.link.Shuffle] brings all rows of one key together in a
/// total order ([org.tutela.link.Group]); the step reads them once and records linked facts with
/// citations ([org.tutela.link.LinkRecorder]). [org.tutela.link.LinkSteps] lists the steps,
/// [org.tutela.link.LinkRun] runs what is out of date.
@NullMarked
package org.tutela.link;

import org.jspecify.annotations.NullMarked;
