/** Models, trainers and what surrounds them: listeners, evaluation, gradient checks. */
@NullMarked
package org.phyllo.runtime;

import org.jspecify.annotations.NullMarked;
