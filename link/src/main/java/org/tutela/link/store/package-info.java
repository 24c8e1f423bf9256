/// Where steps read and write in a case: the tables of a catalog
/// ([org.tutela.link.store.CaseTables]) and the files of a step's output
/// ([org.tutela.link.store.CaseOutput]).
@NullMarked
package org.tutela.link.store;

import org.jspecify.annotations.NullMarked;
