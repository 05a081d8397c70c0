/** Tests of the exact text that is generated. */
@NullMarked
package org.phyllo.processor.golden;

import org.jspecify.annotations.NullMarked;
