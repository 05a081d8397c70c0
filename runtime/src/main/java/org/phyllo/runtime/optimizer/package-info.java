/**
 * How parameters follow their gradients: {@link org.phyllo.runtime.optimizer.Sgd}, {@link
 * org.phyllo.runtime.optimizer.Momentum}, {@link org.phyllo.runtime.optimizer.Nesterov}, {@link
 * org.phyllo.runtime.optimizer.AdaGrad}, {@link org.phyllo.runtime.optimizer.RmsProp}, {@link
 * org.phyllo.runtime.optimizer.Adam}, {@link org.phyllo.runtime.optimizer.AdamW}, and the interface
 * for others. An optimizer is a formula without memory; the trainer owns all arrays.
 */
@NullMarked
package org.phyllo.runtime.optimizer;

import org.jspecify.annotations.NullMarked;
