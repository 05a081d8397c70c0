/** Measures how long training steps and predictions take. */
@NullMarked
package org.phyllo.samples.bench;

import org.jspecify.annotations.NullMarked;
