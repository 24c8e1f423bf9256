/// What partners state in packages of this house's own kind: [PartnerTables] reads the tables of a
/// package as CSV (RFC 4180, [CsvRows]) and states them as facts of the package, so that they link
/// with one's own by the services' own ids. Whether a package is whole and sealed is verified
/// before it is registered; nothing of that is done here.
@NullMarked
package org.tutela.examine.partner;

import org.jspecify.annotations.NullMarked;
