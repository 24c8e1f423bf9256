/// Tests of what leaves the house.
package org.tutela.disclose;
