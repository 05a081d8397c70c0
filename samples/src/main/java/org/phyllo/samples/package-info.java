/** The command line program and the networks that it trains. */
@NullMarked
package org.phyllo.samples;

import org.jspecify.annotations.NullMarked;
