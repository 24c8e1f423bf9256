/// Archives: ZIP, tar, and files packed by gzip, bzip2 or xz.
///
/// [org.tutela.evidence.archive.ZipReader] and [org.tutela.evidence.archive.TarReader] read the
/// structure themselves, record by record with bounded memory, because a stored name is raw bytes,
/// equal names must stay apart and a damaged archive must still be listed; libraries only unpack.
/// Every member is unpacked by `Content`, which believes no stated size and checks every promise.
@NullMarked
package org.tutela.evidence.archive;

import org.jspecify.annotations.NullMarked;
