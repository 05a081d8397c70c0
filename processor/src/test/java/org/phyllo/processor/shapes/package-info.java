/** Tests of what is inferred from a declaration, without javac. */
@NullMarked
package org.phyllo.processor.shapes;

import org.jspecify.annotations.NullMarked;
