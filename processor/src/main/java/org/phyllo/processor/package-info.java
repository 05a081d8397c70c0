/** The annotation processor: where javac hands over a declared network and takes back Java. */
@NullMarked
package org.phyllo.processor;

import org.jspecify.annotations.NullMarked;
