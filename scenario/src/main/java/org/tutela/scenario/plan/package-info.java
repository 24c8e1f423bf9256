/// What happened in a made-up operation, before anything is built. [Planner] plays people who chat,
/// join and leave ([Play], [Talk] on a [Stage]), then what they edited and deleted ([Aftermath]),
/// and where files lie ([Props]). The result is an [Operation]; [PhoneView] says what one phone saw
/// of it. Everything is the same for the same seed ([Dice]).
@NullMarked
package org.tutela.scenario.plan;

import org.jspecify.annotations.NullMarked;
