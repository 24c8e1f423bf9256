/// Tests of linking: suggestions of persons.
@NullMarked
package org.tutela.link.person;

import org.jspecify.annotations.NullMarked;
