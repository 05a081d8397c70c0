package org.phyllo.processor.layer;

import java.util.List;
import java.util.function.BiFunction;
import org.phyllo.dsl.Initializer;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Shape;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.ir.Variable;

/** What a layer sees while it is lowered: its variables, and where its nests go. */
public interface LayerScope {
  /** The layer's name, which is also that of its output. */
  String name();

  /** A tensor it reads. */
  Variable source(int number);

  Variable output();

  /** The gradient of the loss by the output, complete before any of this layer's backward nests. */
  Variable dOutput();

  Variable parameter(String name);

  /** The gradient of the loss by a parameter. */
  Variable dParameter(String name);

  /** A further activation, kept for the backward pass, named after the output. */
  Variable activation(String suffix, Shape shape);

  /** A further gradient, named after the output. */
  Variable gradient(String suffix, Shape shape);

  /** Random numbers of the layer, uniform in [0, 1), new in every training step. */
  Variable noise(Shape shape);

  /** The sample's share in the batch's loss: one over the batch size, zero for padding. */
  Variable share();

  /**
   * Something of the batches that inference needs.
   *
   * @param name PyTorch's: {@code running_mean}
   * @param momentum the newest batch's weight
   * @param corrected 0, or for a variance the values of a sample in it: a batch of n values has its
   *     variance times n / (n - 1) go into the running one
   */
  Statistic statistic(
      String name, Shape shape, Initializer initializer, double momentum, int corrected);

  /** A statistic: of all batches so far, and of the batch at hand. */
  record Statistic(Variable running, Variable ofBatch) {}

  /** Appends a nest to the forward pass in training, for a layer that is another in inference. */
  void training(String suffix, String comment, Nest.Scope scope, List<Statement> body);

  /** Appends a nest to the forward pass in inference. */
  void inference(String suffix, String comment, List<Statement> body);

  /** Appends a nest to the forward pass. */
  void forward(String suffix, String comment, List<Statement> body);

  /** Appends a nest to the backward pass. */
  void backward(String suffix, String comment, Nest.Scope scope, List<Statement> body);

  /**
   * Appends the nest that gives a source its gradient.
   *
   * @param body gets the gradient's variable, and whether to add to it: true where another layer
   *     has read the same tensor and given its part before
   */
  default void backwardSource(
      int number,
      String suffix,
      String comment,
      BiFunction<Variable, Boolean, List<Statement>> body) {
    SourceGradient source = sourceGradient(number);
    Variable dSource = source.variable();
    source.nest(
        suffix,
        "%s %s %s %s"
            .formatted(dSource.name(), dSource.shape(), source.accumulate() ? "+=" : "=", comment),
        body.apply(dSource, source.accumulate()));
  }

  /** The gradient of a source, to be asked for once for each time that the layer reads it. */
  SourceGradient sourceGradient(int number);

  /** Where a source's gradient goes. */
  interface SourceGradient {
    Variable variable();

    /** Whether to add to the gradient, or to set all of it. */
    boolean accumulate();

    /** Appends a nest that only this gradient needs. */
    void nest(String suffix, String comment, List<Statement> body);
  }
}
