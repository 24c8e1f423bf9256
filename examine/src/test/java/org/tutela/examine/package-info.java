/// What every test of an examination needs: an item made by code, and a recorder that keeps all.
@NullMarked
package org.tutela.examine;

import org.jspecify.annotations.NullMarked;
