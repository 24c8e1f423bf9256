/// The stand-alone verifier of packages: nothing but the JDK is needed to run it.
///
/// [BagCheck] holds a folder against BagIt 1.0 (RFC 8493) and 0.97, [CmsSignature] reads the seal,
/// [PackageCheck] puts both together, [Main] says in plain sentences what was found.
@NullMarked
package org.tutela.verify;

import org.jspecify.annotations.NullMarked;
