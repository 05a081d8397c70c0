package org.phyllo.samples.bench;

import java.util.List;

/** A layer of a workload's network, in the words that all libraries share. */
sealed interface PeerLayer {
  /** Weighted sums of all values, in channel-major order. */
  record Dense(int units) implements PeerLayer {}

  /** A convolution with a square kernel. */
  record Convolution(int filters, int kernel, int padding) implements PeerLayer {}

  /** Largest values of windows of 2x2. */
  record MaxPool() implements PeerLayer {}

  /** max(x, 0). */
  record Relu() implements PeerLayer {}

  /** The hyperbolic tangent. */
  record Tanh() implements PeerLayer {}

  /** Half of the values left out in training, the others doubled. */
  record Dropout() implements PeerLayer {}

  /** The layers of a workload's network, in order. */
  static List<PeerLayer> of(Workload workload) {
    PeerLayer relu = new Relu();
    PeerLayer tanh = new Tanh();
    PeerLayer pool = new MaxPool();
    return switch (workload) {
      case IRIS -> List.of(new Dense(16), tanh, new Dense(3));
      case TWO -> List.of(new Dense(50), relu, new Dense(10));
      case MLP -> List.of(new Dense(512), relu, new Dense(512), relu, new Dense(10));
      case TINY -> List.of(new Dense(32), tanh, new Dense(16), tanh, new Dense(4));
      case LENET ->
          List.of(
              new Convolution(6, 5, 0),
              relu,
              pool,
              new Convolution(16, 5, 0),
              relu,
              pool,
              new Dense(120),
              relu,
              new Dense(84),
              relu,
              new Dense(10));
      case DEEP ->
          List.of(
              new Convolution(16, 3, 1),
              relu,
              new Convolution(16, 3, 1),
              relu,
              pool,
              new Convolution(32, 3, 1),
              relu,
              new Convolution(32, 3, 2),
              relu,
              pool,
              new Convolution(64, 3, 1),
              relu,
              new Convolution(64, 3, 1),
              relu,
              pool,
              new Dense(50),
              relu,
              new Dropout(),
              new Dense(10),
              new Dropout());
    };
  }
}
