/**
 * Parameters on disk. Readers trust nothing: lengths and counts are checked against the file before
 * anything large is allocated. Writers replace a file whole or not at all.
 */
@NullMarked
package org.phyllo.runtime.file;

import org.jspecify.annotations.NullMarked;
