/// Who may come in: sign-in, throttling, sessions, headers, the first start.
@NullMarked
package org.tutela.web.access;

import org.jspecify.annotations.NullMarked;
