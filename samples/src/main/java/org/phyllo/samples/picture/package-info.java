/** Pictures of what a training run did: curves, confusion, learned weights. */
@NullMarked
package org.phyllo.samples.picture;

import org.jspecify.annotations.NullMarked;
