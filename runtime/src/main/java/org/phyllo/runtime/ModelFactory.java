package org.phyllo.runtime;

/**
 * Makes a network's models around parameters; generated code gives its constructor.
 *
 * @param <M> the network's model
 */
@FunctionalInterface
public interface ModelFactory<M extends Model> {
  /**
   * Makes a model.
   *
   * @param parameters the flat parameters, which the model keeps
   * @param engine the engine that it runs on
   * @return the model
   */
  M model(float[] parameters, Engine engine);
}
