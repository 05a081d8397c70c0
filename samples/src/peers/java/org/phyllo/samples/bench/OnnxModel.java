package org.phyllo.samples.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.phyllo.runtime.compiled.ParameterInfo;

/**
 * A workload's network as an ONNX file, for one batch size. Field numbers are those of ONNX's
 * {@code onnx.proto}; dropout is left out, as it does nothing in inference.
 */
final class OnnxModel {
  static final String INPUT = "input";
  static final String OUTPUT = "output";

  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 13;

  /** Of {@code TensorProto.DataType}. */
  private static final int FLOAT = 1;

  /** Of {@code AttributeProto.AttributeType}. */
  private static final int INT = 2;

  private static final int INTS = 7;

  private final PeerTask task;
  private final ProtobufWriter graph = new ProtobufWriter();
  private int tensors;
  private int nodes;
  private String last = INPUT;

  private OnnxModel(PeerTask task) {
    this.task = task;
  }

  /** The file's bytes. */
  static byte[] of(PeerTask task) {
    return new OnnxModel(task).file();
  }

  private byte[] file() {
    boolean image = task.info().inputShape().length > 1;
    for (PeerLayer layer : task.layers()) {
      if (image && layer instanceof PeerLayer.Dense) {
        node("Flatten", List.of());
        image = false;
      }
      switch (layer) {
        case PeerLayer.Dense _ ->
            node("Gemm", List.of(initializer(), initializer()), number("transB", 1));
        case PeerLayer.Convolution conv ->
            node(
                "Conv",
                List.of(initializer(), initializer()),
                numbers("kernel_shape", conv.kernel(), conv.kernel()),
                numbers("pads", conv.padding(), conv.padding(), conv.padding(), conv.padding()));
        case PeerLayer.MaxPool _ ->
            node("MaxPool", List.of(), numbers("kernel_shape", 2, 2), numbers("strides", 2, 2));
        case PeerLayer.Relu _ -> node("Relu", List.of());
        case PeerLayer.Tanh _ -> node("Tanh", List.of());
        case PeerLayer.Dropout _ -> {}
      }
    }
    node("Identity", List.of(), OUTPUT);
    graph
        .text(2, task.info().name())
        .message(11, value(INPUT, task.info().inputShape()))
        .message(12, value(OUTPUT, task.info().outputShape()));
    return new ProtobufWriter()
        .number(1, IR_VERSION)
        .message(7, graph)
        .message(8, new ProtobufWriter().text(1, "").number(2, OPERATOR_SET))
        .toByteArray();
  }

  private void node(String operator, List<String> parameters, ProtobufWriter... attributes) {
    node(operator, parameters, "t" + nodes++, attributes);
  }

  /** Appends a node that reads the one before it. */
  private void node(
      String operator, List<String> parameters, String output, ProtobufWriter... attributes) {
    ProtobufWriter node = new ProtobufWriter().text(1, last);
    parameters.forEach(parameter -> node.text(1, parameter));
    node.text(2, output).text(4, operator);
    for (ProtobufWriter attribute : attributes) {
      node.message(5, attribute);
    }
    graph.message(1, node);
    last = output;
  }

  private static ProtobufWriter number(String name, int value) {
    return new ProtobufWriter().text(1, name).number(3, value).number(20, INT);
  }

  private static ProtobufWriter numbers(String name, int... values) {
    ProtobufWriter attribute = new ProtobufWriter().text(1, name);
    for (int value : values) {
      attribute.number(8, value);
    }
    return attribute.number(20, INTS);
  }

  /** Adds the next parameter tensor, and returns its name. */
  private String initializer() {
    ParameterInfo info = task.tensors().get(tensors++);
    ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * info.size()).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(task.values(info));
    ProtobufWriter tensor = new ProtobufWriter();
    for (int extent : info.shape()) {
      tensor.number(1, extent);
    }
    graph.message(5, tensor.number(2, FLOAT).text(8, info.name()).bytes(9, raw.array()));
    return info.name();
  }

  private ProtobufWriter value(String name, int[] shape) {
    ProtobufWriter extents = extent(new ProtobufWriter(), task.batch());
    for (int extent : shape) {
      extent(extents, extent);
    }
    ProtobufWriter tensor = new ProtobufWriter().number(1, FLOAT).message(2, extents);
    return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, tensor));
  }

  private static ProtobufWriter extent(ProtobufWriter shape, int extent) {
    return shape.message(1, new ProtobufWriter().number(1, extent));
  }
}
