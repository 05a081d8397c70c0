/** JMH benchmarks of single kernels, each of which checks what it has computed. */
@NullMarked
package org.phyllo.samples.kernel;

import org.jspecify.annotations.NullMarked;
