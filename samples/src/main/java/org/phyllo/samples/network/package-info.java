/**
 * The samples' networks. For each one declared here the compiler writes a model, a trainer and a
 * reference beside it.
 */
@NullMarked
package org.phyllo.samples.network;

import org.jspecify.annotations.NullMarked;
