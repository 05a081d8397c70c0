/**
 * Fetches published files of known size and checksum into a folder, once.
 *
 * <p>{@link org.phyllo.data.download.Downloader} goes from mirror to mirror, goes on with what an
 * interrupted download left, and gives a file its name only when its checksum is right.
 */
@NullMarked
package org.phyllo.data.download;

import org.jspecify.annotations.NullMarked;
