/// What every examination of a messenger's SQLite database shares.
///
/// A [org.tutela.examine.chat.ChatDatabase] is a working copy of the evidence with its log, opened
/// so that hostile bytes can do no harm. A [org.tutela.examine.chat.Select] names the columns that
/// an examination knows; what a build of the messenger lacks reads as null.
/// [org.tutela.examine.chat.CodeTables] say what raw codes mean.
@NullMarked
package org.tutela.examine.chat;

import org.jspecify.annotations.NullMarked;
