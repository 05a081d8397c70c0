/** Tests of what wrong declarations are told, and where. */
@NullMarked
package org.phyllo.processor.diagnostics;

import org.jspecify.annotations.NullMarked;
