/**
 * Data sets as a trainer reads them, and where they come from.
 *
 * <p>A {@link org.phyllo.data.Dataset} is made from arrays, from files ({@link
 * org.phyllo.data.file}), from the sets that come with the library ({@link
 * org.phyllo.data.UciDigits}, {@link org.phyllo.data.Iris}) or from a folder or a download in
 * MNIST's format ({@link org.phyllo.data.Mnist}, {@link org.phyllo.data.FashionMnist}). It checks
 * its values when it is made, is immutable afterwards and knows on which {@link
 * org.phyllo.data.ValueScale scale} its values are, so that they are normalized exactly once.
 *
 * <pre>{@code
 * TrainTest digits = UciDigits.dataset();
 * DigitsModel model = DigitsTrainer.builder().epochs(30).build().fit(digits.train(), digits.test());
 * }</pre>
 */
@NullMarked
package org.phyllo.data;

import org.jspecify.annotations.NullMarked;
