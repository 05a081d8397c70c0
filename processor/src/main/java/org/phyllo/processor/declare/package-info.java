/**
 * The first step: annotations become an immutable {@link
 * org.phyllo.processor.declare.NetworkDeclaration} in which every value knows its place in the
 * source, and problems are collected in a {@link org.phyllo.processor.declare.Report}.
 */
@NullMarked
package org.phyllo.processor.declare;

import org.jspecify.annotations.NullMarked;
