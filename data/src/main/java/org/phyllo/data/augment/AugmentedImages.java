package org.phyllo.data.augment;

import java.util.Arrays;
import java.util.Objects;
import org.phyllo.runtime.Examples;

/**
 * Images of one epoch, deformed while they are read; those of epoch 0 are the images themselves.
 */
final class AugmentedImages implements Examples {
  private final Examples images;
  private final DeformerPool deformers;
  private final int epoch;

  private AugmentedImages(Examples images, DeformerPool deformers, int epoch) {
    this.images = images;
    this.deformers = deformers;
    this.epoch = epoch;
  }

  static AugmentedImages of(Examples images, Augmentation augmentation, long seed) {
    int[] shape = images.inputShape();
    if (shape.length != 3) {
      throw new IllegalArgumentException(
          "Augmentation: inputs have shape "
              + Arrays.toString(shape)
              + ", expected images [channels, height, width]. Use reshaped(1, height, width)"
              + " before it.");
    }
    ImageLayout layout = ImageLayout.of(shape[0], shape[1], shape[2]);
    return new AugmentedImages(images, new DeformerPool(augmentation, layout, seed), 0);
  }

  @Override
  public Examples inEpoch(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("epoch is " + number + ", expected at least 1");
    }
    // The pool is shared: its scratch memory stays from epoch to epoch.
    return new AugmentedImages(images.inEpoch(number), deformers, number);
  }

  @Override
  public void readInput(int index, float[] into, int at) {
    if (epoch == 0) {
      images.readInput(index, into, at);
      return;
    }
    Objects.checkIndex(index, images.size());
    Deformer deformer = deformers.borrow();
    deformer.read(images, epoch, index, into, at);
    deformers.giveBack(deformer);
  }

  @Override
  public void readTarget(int index, float[] into, int at) {
    images.readTarget(index, into, at);
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public int[] inputShape() {
    return images.inputShape();
  }

  @Override
  public int classes() {
    return images.classes();
  }

  @Override
  public int targetSize() {
    return images.targetSize();
  }
}
