/// What tells an extraction of a phone from other evidence: where its files lay on the device.
@NullMarked
package org.tutela.evidence.phone;

import org.jspecify.annotations.NullMarked;
