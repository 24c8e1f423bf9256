/// NTFS, versions 1.2 to 3.1, read from the Master File Table.
///
/// [org.tutela.evidence.ntfs.NtfsReader] opens a volume; its listing goes through the file records
/// in their order, rebuilds each path through the parents' sequence numbers, and reads names that
/// only the slack of folder indexes still holds. There is no public specification; the layout is
/// that of Brian Carrier, *File System Forensic Analysis* (2005), chapters 11 to 13, of the headers
/// of the Linux kernel's `fs/ntfs3`, and for LZNT1 of MS-XCA 2.5.
///
/// Not supported: content compressed by the Windows Overlay Filter or by deduplication, and content
/// encrypted by EFS; each says so when it is opened.
@NullMarked
package org.tutela.evidence.ntfs;

import org.jspecify.annotations.NullMarked;
