package org.phyllo.samples.bench;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.phyllo.runtime.compiled.ParameterInfo;

/** DL4J on ND4J's native backend. */
final class Dl4jPeer implements Peer {
  private final MultiLayerNetwork network;
  private final INDArray inputs;
  private final INDArray targets;
  private final INDArray batch;
  private final boolean classes;
  private INDArray outputs = Nd4j.empty();

  Dl4jPeer(PeerTask task) {
    this.classes = task.info().targetsAreClasses();
    int inputSize = task.info().inputSize();
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .updater(task.usesAdam() ? new Adam(1e-3) : new Sgd(0.1))
            .list();
    task.layers().forEach(layer -> layers.layer(layer(layer)));
    layers.layer(
        new LossLayer.Builder(classes ? LossFunction.MCXENT : LossFunction.MSE)
            .activation(classes ? Activation.SOFTMAX : Activation.IDENTITY)
            .build());
    int[] shape = task.info().inputShape();
    layers.setInputType(
        shape.length == 1
            ? InputType.feedForward(inputSize)
            : InputType.convolutionalFlat(shape[1], shape[2], shape[0]));
    this.network = new MultiLayerNetwork(layers.build());
    network.init();
    setParameters(task);
    this.inputs = Nd4j.create(task.inputs(), new long[] {task.samples(), inputSize});
    this.targets = targets(task);
    this.batch = Nd4j.pullRows(inputs, 1, task.firstBatch());
  }

  private static Layer layer(PeerLayer layer) {
    return switch (layer) {
      case PeerLayer.Dense dense ->
          new DenseLayer.Builder().nOut(dense.units()).activation(Activation.IDENTITY).build();
      case PeerLayer.Convolution conv ->
          new ConvolutionLayer.Builder(conv.kernel(), conv.kernel())
              .padding(conv.padding(), conv.padding())
              .nOut(conv.filters())
              .activation(Activation.IDENTITY)
              .build();
      case PeerLayer.MaxPool _ ->
          new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
              .kernelSize(2, 2)
              .stride(2, 2)
              .build();
      case PeerLayer.Relu _ -> new ActivationLayer(Activation.RELU);
      case PeerLayer.Tanh _ -> new ActivationLayer(Activation.TANH);
      case PeerLayer.Dropout _ -> new DropoutLayer(0.5);
    };
  }

  /** Dense weights are the other way around here, and biases are rows. */
  private void setParameters(PeerTask task) {
    List<PeerLayer> layers = task.layers();
    int tensor = 0;
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i) instanceof PeerLayer.Dense
          || layers.get(i) instanceof PeerLayer.Convolution) {
        ParameterInfo weight = task.tensors().get(tensor++);
        ParameterInfo bias = task.tensors().get(tensor++);
        INDArray values = Nd4j.create(task.values(weight), weight.shape());
        network.setParam(i + "_W", weight.shape().length == 2 ? values.transpose() : values);
        network.setParam(i + "_b", Nd4j.create(task.values(bias), new int[] {1, bias.size()}));
      }
    }
  }

  private INDArray targets(PeerTask task) {
    float[] values = task.targets();
    int size = task.info().outputSize();
    if (classes) {
      float[] oneHot = new float[task.samples() * size];
      for (int i = 0; i < values.length; i++) {
        oneHot[i * size + (int) values[i]] = 1;
      }
      values = oneHot;
    }
    return Nd4j.create(values, new long[] {task.samples(), size});
  }

  @Override
  public void predict() {
    outputs = network.output(batch, false);
  }

  @Override
  public float[] outputs() {
    return outputs.dup('c').data().asFloat();
  }

  @Override
  public boolean outputsAreProbabilities() {
    return classes;
  }

  @Override
  public void step(int[] order) {
    network.fit(Nd4j.pullRows(inputs, 1, order), Nd4j.pullRows(targets, 1, order));
  }

  @Override
  public void close() {
    network.close();
  }
}
