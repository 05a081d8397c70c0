/** What a user writes: annotations on the fields of a class, one per layer. */
@NullMarked
package org.phyllo.dsl;

import org.jspecify.annotations.NullMarked;
