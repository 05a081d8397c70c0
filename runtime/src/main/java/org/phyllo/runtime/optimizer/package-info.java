/**
 * How parameters follow their gradients: {@link org.phyllo.runtime.optimizer.Sgd}, {@link
 * org.phyllo.runtime.optimizer.Momentum}, {@link org.phyllo.runtime.optimizer.Adam}, and the
 * interface for others. An optimizer is a formula without memory; the trainer owns all arrays.
 */
@NullMarked
package org.phyllo.runtime.optimizer;

import org.jspecify.annotations.NullMarked;
