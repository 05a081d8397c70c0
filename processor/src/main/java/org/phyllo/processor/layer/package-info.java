/**
 * The layer kinds, one file each: attributes, shape rule, parameters, and forward and backward pass
 * as loop nests. {@link org.phyllo.processor.layer.LayerKinds} lists them; nothing else names one.
 */
@NullMarked
package org.phyllo.processor.layer;

import org.jspecify.annotations.NullMarked;
