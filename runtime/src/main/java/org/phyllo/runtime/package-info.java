/** What users of generated networks call: {@link org.phyllo.runtime.Engine}. */
@NullMarked
package org.phyllo.runtime;

import org.jspecify.annotations.NullMarked;
