/// The certificate that the server makes for itself at its first start.
@NullMarked
package org.tutela.web.tls;

import org.jspecify.annotations.NullMarked;
