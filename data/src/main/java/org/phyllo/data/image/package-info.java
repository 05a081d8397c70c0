/**
 * From a picture of a digit, of any size and polarity, to the input of a network.
 *
 * <p>{@link org.phyllo.data.image.DigitImage} decodes a PNG or JPEG file, finds the ink, and brings
 * it into the {@link org.phyllo.data.image.DigitFrame frame} that the network's training images
 * were made in.
 */
@NullMarked
package org.phyllo.data.image;

import org.jspecify.annotations.NullMarked;
