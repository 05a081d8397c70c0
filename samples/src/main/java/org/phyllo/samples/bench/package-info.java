/** Measures how long training steps take. */
@NullMarked
package org.phyllo.samples.bench;

import org.jspecify.annotations.NullMarked;
