/**
 * The seam between generated code and the runtime. The compiler writes one class per role of {@link
 * org.phyllo.runtime.compiled.CompiledNetwork}: a description ({@link
 * org.phyllo.runtime.compiled.NetworkInfo}), the arithmetic in {@code float} ({@link
 * org.phyllo.runtime.compiled.Kernels}, plain and vector) and the arithmetic in {@code double}
 * ({@link org.phyllo.runtime.compiled.Reference}). The runtime owns the arrays, the threads, the
 * loops over batches and everything that a user sees.
 *
 * <p>Users of a network don't need this package; writers of tests and tools may.
 */
@NullMarked
package org.phyllo.runtime.compiled;

import org.jspecify.annotations.NullMarked;
