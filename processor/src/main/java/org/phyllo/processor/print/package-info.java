/**
 * The last step: plans become Java. The printers know loops, expressions and tiles, and nothing of
 * layers; the same nests come out over {@code double}, over {@code float}, and over vectors.
 */
@NullMarked
package org.phyllo.processor.print;

import org.jspecify.annotations.NullMarked;
