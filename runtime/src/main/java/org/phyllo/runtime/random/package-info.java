/**
 * Random numbers that are the same on every machine: the counter-based generator {@link
 * org.phyllo.runtime.random.Philox}. Whatever decides a result (initialization, shuffling, splits)
 * draws from here, with a seed that the user gives.
 */
@NullMarked
package org.phyllo.runtime.random;

import org.jspecify.annotations.NullMarked;
