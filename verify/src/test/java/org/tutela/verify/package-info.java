/// Tests of the stand-alone verifier.
package org.tutela.verify;
