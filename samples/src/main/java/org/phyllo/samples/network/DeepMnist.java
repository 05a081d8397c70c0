package org.phyllo.samples.network;

import static org.phyllo.dsl.Activation.RELU;
import static org.phyllo.dsl.Loss.SOFTMAX_CROSS_ENTROPY;

import org.phyllo.dsl.Conv2d;
import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Dropout;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.MaxPool;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/**
 * The deep convolutional network of the book "Deep Learning from Scratch" as PyTorch would have it,
 * with dropout that scales in training: the benchmark "deep". {@link DeepConvnet} is the same one
 * for the book's ready-made weights, which scales in inference.
 *
 * <p>Shapes: {@code [1, 28, 28]}, pool1 {@code [16, 14, 14]}, pool2 {@code [32, 8, 8]} (its second
 * convolution has a padding of 2), pool3 {@code [64, 4, 4]}, hidden {@code [50]}, scores {@code
 * [10]}.
 */
@Network(
    input = {1, 28, 28},
    loss = SOFTMAX_CROSS_ENTROPY)
public final class DeepMnist {
  @Layer(1)
  @Conv2d(filters = 16, kernel = 3, padding = 1, activation = RELU)
  Tensor conv1;

  @Layer(2)
  @Conv2d(filters = 16, kernel = 3, padding = 1, activation = RELU)
  Tensor conv2;

  @Layer(3)
  @MaxPool(2)
  Tensor pool1;

  @Layer(4)
  @Conv2d(filters = 32, kernel = 3, padding = 1, activation = RELU)
  Tensor conv3;

  @Layer(5)
  @Conv2d(filters = 32, kernel = 3, padding = 2, activation = RELU)
  Tensor conv4;

  @Layer(6)
  @MaxPool(2)
  Tensor pool2;

  @Layer(7)
  @Conv2d(filters = 64, kernel = 3, padding = 1, activation = RELU)
  Tensor conv5;

  @Layer(8)
  @Conv2d(filters = 64, kernel = 3, padding = 1, activation = RELU)
  Tensor conv6;

  @Layer(9)
  @MaxPool(2)
  Tensor pool3;

  @Layer(10)
  @Dense(units = 50, activation = RELU)
  Tensor hidden;

  @Layer(11)
  @Dropout(0.5)
  Tensor keptHidden;

  @Layer(12)
  @Dense(units = 10)
  Tensor sums;

  @Layer(13)
  @Dropout(0.5)
  Tensor scores;
}
