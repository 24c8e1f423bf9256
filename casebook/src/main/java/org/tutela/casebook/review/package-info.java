/// Looking at pictures with care: the codes they are graded by, who graded what, who holds which
/// work, and how much each person has seen.
///
/// Begin with [Grades] (decisions), [Leases] (two people never grade the same) and [Exposure]
/// (nobody sees more than is good). Every change is in the journal by the same transaction.
@NullMarked
package org.tutela.casebook.review;

import org.jspecify.annotations.NullMarked;
