/**
 * The second step: shapes are inferred layer by layer and every rule is checked; what comes out is
 * right, and nothing after it validates again.
 */
@NullMarked
package org.phyllo.processor.resolve;

import org.jspecify.annotations.NullMarked;
