package org.phyllo.processor.gradient;

import java.util.Optional;
import org.phyllo.runtime.Engine;
import org.phyllo.runtime.compiled.CompiledNetwork;
import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.compiled.SingleKernels;

/**
 * A network one of whose engines gets one parameter's gradient wrong.
 *
 * @param network the network as it should be
 * @param engine the engine that goes wrong
 * @param parameter the parameter's position
 */
record Sabotaged(CompiledNetwork network, Engine engine, int parameter) implements CompiledNetwork {
  @Override
  public NetworkInfo info() {
    return network.info();
  }

  @Override
  public Reference reference() {
    return network.reference();
  }

  @Override
  public Kernels kernels(Engine wanted) {
    Kernels kernels = network.kernels(wanted);
    return wanted == engine ? new Wrong(kernels, parameter) : kernels;
  }

  @Override
  public Optional<SingleKernels> single(Engine wanted) {
    return network.single(wanted);
  }

  private record Wrong(Kernels kernels, int parameter) implements Kernels {
    @Override
    public void forward(
        float[] parameters, float[] rows, int from, float[] workspace, int at, int samples) {
      kernels.forward(parameters, rows, from, workspace, at, samples);
    }

    @Override
    public int packedFloats() {
      return kernels.packedFloats();
    }

    @Override
    public void pack(float[] parameters, float[] packed) {
      kernels.pack(parameters, packed);
    }

    @Override
    public int stages() {
      return kernels.stages();
    }

    @Override
    public void stage(
        int stage,
        float[] parameters,
        float[] packed,
        float[] gradients,
        float[] inputs,
        int[] rows,
        float[] workspace,
        int at,
        int samples) {
      kernels.stage(stage, parameters, packed, gradients, inputs, rows, workspace, at, samples);
    }

    @Override
    public void backwardInput(
        float[] parameters, float[] gradients, float[] workspace, int at, int samples) {
      kernels.backwardInput(parameters, gradients, workspace, at, samples);
    }

    @Override
    public int tasks(int stage) {
      return kernels.tasks(stage);
    }

    @Override
    public void task(
        int stage,
        float[] gradients,
        float[] inputs,
        int[] rows,
        float[] workspace,
        float[] lanes,
        int samples,
        int task) {
      gradients[parameter] = Float.NaN;
      kernels.task(stage, gradients, inputs, rows, workspace, lanes, samples, task);
      if (!Float.isNaN(gradients[parameter])) {
        gradients[parameter] *= 0.999f;
      }
    }
  }
}
