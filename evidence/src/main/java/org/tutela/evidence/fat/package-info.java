/// Reads FAT12, FAT16 and FAT32 with what was deleted from them.
///
/// [org.tutela.evidence.fat.Fat] recognises and opens; [org.tutela.evidence.fat.FatVolume] lists by
/// walking the folders and opens content by the place of its directory entry. The rules by which
/// deleted content is given back stand in [org.tutela.evidence.fat.Deleted]. Source: Microsoft,
/// "FAT: General Overview of On-Disk Format", version 1.03.
@NullMarked
package org.tutela.evidence.fat;

import org.jspecify.annotations.NullMarked;
