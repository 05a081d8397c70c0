/**
 * The loop nests that every layer, activation and loss is written in: loops over indices around
 * scalar expressions on tensors at affine indices, for one sample. Lowering produces them, the plan
 * arranges them, the printers print them; nothing here knows of layers or of vectors.
 */
@NullMarked
package org.phyllo.processor.ir;

import org.jspecify.annotations.NullMarked;
