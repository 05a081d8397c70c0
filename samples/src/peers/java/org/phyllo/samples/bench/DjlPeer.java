package org.phyllo.samples.bench;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import org.phyllo.runtime.compiled.ParameterInfo;

/** DJL with its PyTorch engine. */
final class DjlPeer implements Peer {
  private static final float SGD_RATE = 0.1f;
  private static final float ADAM_RATE = 1e-3f;

  private final Model model;
  private final Trainer trainer;
  private final Predictor<NDList, NDList> predictor;
  private final NDArray inputs;
  private final NDArray targets;
  private final NDList batch;
  private NDList outputs = new NDList();

  DjlPeer(PeerTask task) {
    this.model = Model.newInstance("peer", "PyTorch");
    model.setBlock(block(task));
    boolean classes = task.info().targetsAreClasses();
    this.trainer =
        model.newTrainer(
            new DefaultTrainingConfig(
                    classes ? Loss.softmaxCrossEntropyLoss() : Loss.l2Loss("mean", 1))
                .optOptimizer(optimizer(task.usesAdam())));
    trainer.initialize(new Shape(task.batch()).addAll(new Shape(longs(task.info().inputShape()))));
    NDManager manager = model.getNDManager();
    int tensor = 0;
    for (Parameter parameter : model.getBlock().getParameters().values()) {
      ParameterInfo info = task.tensors().get(tensor++);
      try (NDArray values = manager.create(task.values(info), new Shape(longs(info.shape())))) {
        values.copyTo(parameter.getArray());
      }
    }
    this.inputs =
        manager.create(
            task.inputs(),
            new Shape(task.samples()).addAll(new Shape(longs(task.info().inputShape()))));
    this.targets =
        manager.create(task.targets(), new Shape(task.samples(), task.info().targetSize()));
    this.batch = new NDList(inputs.get(new NDIndex("0:" + task.batch())));
    this.predictor = model.newPredictor(new NoopTranslator(null));
  }

  private static Optimizer optimizer(boolean adam) {
    return adam
        ? Optimizer.adam().optLearningRateTracker(Tracker.fixed(ADAM_RATE)).build()
        : Optimizer.sgd().setLearningRateTracker(Tracker.fixed(SGD_RATE)).build();
  }

  private static Block block(PeerTask task) {
    SequentialBlock all = new SequentialBlock();
    boolean image = task.info().inputShape().length > 1;
    for (PeerLayer layer : task.layers()) {
      if (image && layer instanceof PeerLayer.Dense) {
        all.add(Blocks.batchFlattenBlock());
        image = false;
      }
      all.add(
          switch (layer) {
            case PeerLayer.Dense dense -> Linear.builder().setUnits(dense.units()).build();
            case PeerLayer.Convolution conv ->
                Conv2d.builder()
                    .setKernelShape(new Shape(conv.kernel(), conv.kernel()))
                    .optPadding(new Shape(conv.padding(), conv.padding()))
                    .setFilters(conv.filters())
                    .build();
            case PeerLayer.MaxPool _ -> Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2));
            case PeerLayer.Relu _ -> Activation.reluBlock();
            case PeerLayer.Tanh _ -> Activation.tanhBlock();
            case PeerLayer.Dropout _ -> Dropout.builder().optRate(0.5f).build();
          });
    }
    return all;
  }

  private static long[] longs(int[] extents) {
    long[] copy = new long[extents.length];
    for (int i = 0; i < extents.length; i++) {
      copy[i] = extents[i];
    }
    return copy;
  }

  @Override
  public void predict() {
    outputs.close();
    try {
      outputs = predictor.predict(batch);
    } catch (TranslateException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public float[] outputs() {
    return outputs.singletonOrThrow().toFloatArray();
  }

  @Override
  public void step(int[] order) {
    try (NDManager scratch = trainer.getManager().newSubManager()) {
      NDIndex rows = new NDIndex("{}", scratch.create(order).toType(DataType.INT64, false));
      NDArray input = inputs.get(scratch, rows);
      NDArray target = targets.get(scratch, rows);
      try (GradientCollector gradients = trainer.newGradientCollector()) {
        NDList output = trainer.forward(new NDList(input));
        gradients.backward(trainer.getLoss().evaluate(new NDList(target), output));
      }
      trainer.step();
    }
  }

  @Override
  public void close() {
    predictor.close();
    trainer.close();
    model.close();
  }
}
