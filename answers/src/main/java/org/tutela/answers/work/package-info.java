/// Questions and acts about people's own work: tasks, marks, findings, persons, activity.
///
/// What people write may tell of exhibits and victims that another does not need to know:
/// [org.tutela.answers.work.Subjects] says what a viewer has, and every answer here leaves out what
/// stands beside anything else.
@NullMarked
package org.tutela.answers.work;

import org.jspecify.annotations.NullMarked;
