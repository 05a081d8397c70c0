/**
 * The fourth step: where every variable lies in memory, how contractions are tiled and gradients
 * summed, what is unrolled. Everything that trades one form of the same code for another is decided
 * here, and the decisions are data that the printers follow.
 */
@NullMarked
package org.phyllo.processor.plan;

import org.jspecify.annotations.NullMarked;
