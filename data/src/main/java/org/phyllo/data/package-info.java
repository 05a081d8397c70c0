/** Data sets and readers; what they give feeds a trainer. */
@NullMarked
package org.phyllo.data;

import org.jspecify.annotations.NullMarked;
