package org.phyllo.runtime.compiled;

import java.util.Optional;
import org.phyllo.runtime.Engine;

/**
 * Everything that the compiler made of one declared network. Implementations are immutable
 * singletons, found as {@code DigitsModel.network()}.
 */
public interface CompiledNetwork {
  /**
   * Describes the network: shapes, layers, parameters, memory.
   *
   * @return the description
   */
  NetworkInfo info();

  /**
   * The network's arithmetic in {@code float}. Kernels keep no state, so any number of threads may
   * share them.
   *
   * @param engine the form wanted; must be {@linkplain Engine#available() available}
   * @return the kernels
   */
  Kernels kernels(Engine engine);

  /**
   * The forward pass over a single sample. Keeps no state either.
   *
   * @param engine the form wanted; must be {@linkplain Engine#available() available}
   * @return the kernels; empty where {@link #kernels} are all there is, as on {@link Engine#PLAIN}
   */
  Optional<SingleKernels> single(Engine engine);

  /**
   * A new instance of the network's arithmetic in {@code double}, with parameters all zero.
   *
   * @return a reference of its own arrays
   */
  Reference reference();
}
