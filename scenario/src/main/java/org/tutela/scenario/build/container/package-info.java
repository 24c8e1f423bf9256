/// Makers of containers and file systems, each from its public specification and none of it shared
/// with the readers: [ZipMaker], [TarMaker], [MbrMaker], [FatMaker], [E01Maker]. Tests of other
/// rooms use them too.
@NullMarked
package org.tutela.scenario.build.container;

import org.jspecify.annotations.NullMarked;
