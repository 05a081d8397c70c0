/**
 * What users of generated networks call. The compiler generates a {@link org.phyllo.runtime.Model}
 * and a {@link org.phyllo.runtime.Trainer} for each network; data comes as {@link
 * org.phyllo.runtime.Examples}; {@link org.phyllo.runtime.TrainingListener}s watch; {@link
 * org.phyllo.runtime.Evaluation} measures; {@link org.phyllo.runtime.GradientCheck} tests.
 *
 * <p>The package owns arrays, threads and loops, and knows nothing of layers: arithmetic is the
 * generated {@link org.phyllo.runtime.compiled.Kernels}'.
 */
@NullMarked
package org.phyllo.runtime;

import org.jspecify.annotations.NullMarked;
