/**
 * Training images that look a little different in every epoch.
 *
 * <p>An {@link org.phyllo.data.augment.Augmentation} holds ranges of shifts, rotations, scales and
 * elastic distortions. Put over images, it gives a set that a trainer reads like any other:
 *
 * <pre>{@code
 * Examples varied = mnist.train().augmented(Augmentation.ofDigits(), 42);
 * LeNet5Model model = LeNet5Trainer.builder().epochs(30).build().fit(varied, mnist.test());
 * }</pre>
 */
@NullMarked
package org.phyllo.data.augment;

import org.jspecify.annotations.NullMarked;
