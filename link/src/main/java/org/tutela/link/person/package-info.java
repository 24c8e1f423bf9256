/// Suggestions that accounts belong to one person ([org.tutela.link.person.PersonCandidateStep]);
/// people decide.
@NullMarked
package org.tutela.link.person;

import org.jspecify.annotations.NullMarked;
