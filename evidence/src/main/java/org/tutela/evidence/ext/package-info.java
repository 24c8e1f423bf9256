/// ext2, ext3 and ext4.
///
/// [org.tutela.evidence.ext.ExtReader] opens a volume; its listing walks the folders, reads what
/// the slack between their entries still names, and then scans the inode tables for files without a
/// name. The layout is that of the Linux kernel's documentation, `filesystems/ext4`.
///
/// Not supported: the journal (whose older copies of blocks may hold more), file data in extended
/// attributes of other inodes, external journals, and e2compr.
@NullMarked
package org.tutela.evidence.ext;

import org.jspecify.annotations.NullMarked;
