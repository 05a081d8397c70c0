/**
 * The third step: every layer and the loss become loop nests over named variables, forward in the
 * order of the layers, backward in the opposite one.
 */
@NullMarked
package org.phyllo.processor.lower;

import org.jspecify.annotations.NullMarked;
