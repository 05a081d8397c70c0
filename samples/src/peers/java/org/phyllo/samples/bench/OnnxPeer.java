package org.phyllo.samples.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** ONNX Runtime, with tensors that are made once and used again. */
final class OnnxPeer implements Peer {
  private final OrtSession session;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;
  private final FloatBuffer values;

  OnnxPeer(PeerTask task, int threads) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    FloatBuffer input = direct(task.inputs().length).put(task.inputs()).rewind();
    this.values = direct(task.batch() * task.info().outputSize());
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      this.session = environment.createSession(OnnxModel.of(task), options);
      this.inputs =
          Map.of(
              OnnxModel.INPUT,
              OnnxTensor.createTensor(
                  environment, input, batchOf(task.batch(), task.info().inputShape())));
      this.outputs =
          Map.of(
              OnnxModel.OUTPUT,
              OnnxTensor.createTensor(
                  environment, values, batchOf(task.batch(), task.info().outputShape())));
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FloatBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(Float.BYTES * floats)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private static long[] batchOf(int batch, int[] shape) {
    long[] extents = new long[shape.length + 1];
    extents[0] = batch;
    for (int i = 0; i < shape.length; i++) {
      extents[i + 1] = shape[i];
    }
    return extents;
  }

  @Override
  public void predict() {
    try (OrtSession.Result result = session.run(inputs, outputs)) {
      if (result.size() != 1) {
        throw new IllegalStateException("%d outputs, expected 1".formatted(result.size()));
      }
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public float[] outputs() {
    float[] copy = new float[values.capacity()];
    values.get(0, copy);
    return copy;
  }

  @Override
  public void close() {
    inputs.values().forEach(OnnxTensor::close);
    outputs.values().forEach(OnnxTensor::close);
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
