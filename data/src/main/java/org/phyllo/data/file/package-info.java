/**
 * Readers of data files that trust nothing.
 *
 * <p>{@link org.phyllo.data.file.IdxReader} reads MNIST's binary format, {@link
 * org.phyllo.data.file.CsvReader} tables of numbers; both read plain and gzip files, told apart by
 * their first bytes. A header's claim is checked before anything is allocated for it, memory grows
 * only with data that really arrive, and every error names the file, the place and what was
 * expected.
 */
@NullMarked
package org.phyllo.data.file;

import org.jspecify.annotations.NullMarked;
