/// Tests of linking: a made-up world of devices ([org.tutela.link.World]) is linked step by step,
/// and every step inherits a contract ([org.tutela.link.LinkStepContract]).
@NullMarked
package org.tutela.link;

import org.jspecify.annotations.NullMarked;
