package org.phyllo.samples.kernel;

import org.phyllo.runtime.compiled.CompiledNetwork;

/** What is measured: a network of one layer, and a batch. */
public enum Kernel {
  /** A dense layer of 784 inputs and 64 units. */
  DENSE_64_784(100),
  /** A dense layer of 784 inputs and 512 units. */
  DENSE_512_784(128),
  /** A dense layer of 512 inputs and 512 units. */
  DENSE_512_512(128),
  /** LeNet-5's first convolution, 1 to 6 channels, 5x5. */
  LENET_C1(128),
  /** LeNet-5's second convolution, 6 to 16 channels, 5x5. */
  LENET_C3(128),
  /** The deep network's convolution of 1 to 16 channels, 28x28 pixels, 3x3. */
  DEEP_CONV1(100),
  /** The deep network's convolution of 16 to 16 channels, 28x28 pixels, 3x3. */
  DEEP_CONV2(100),
  /** The deep network's convolution of 16 to 32 channels, 14x14 pixels, 3x3. */
  DEEP_CONV3(100),
  /** The deep network's convolution of 32 to 32 channels, 14x14 pixels, 3x3 with a padding of 2. */
  DEEP_CONV4(100),
  /** The deep network's convolution of 32 to 64 channels, 8x8 pixels, 3x3. */
  DEEP_CONV5(100),
  /** The deep network's convolution of 64 to 64 channels, 8x8 pixels, 3x3. */
  DEEP_CONV6(100),
  /** LeNet-5's first pooling, 6 channels of 24x24. */
  LENET_S2(128),
  /** LeNet-5's second pooling, 16 channels of 8x8. */
  LENET_S4(128),
  /** The deep network's first pooling, 16 channels of 28x28. */
  DEEP_POOL1(100),
  /** Softmax and cross entropy of 10 classes. */
  SOFTMAX_10(128),
  /** Softmax and cross entropy of 1,000 classes. */
  SOFTMAX_1000(128);

  private final int batch;

  Kernel(int batch) {
    this.batch = batch;
  }

  int batch() {
    return batch;
  }

  CompiledNetwork network() {
    return switch (this) {
      case DENSE_64_784 -> DenseLayers_First64Model.network();
      case DENSE_512_784 -> DenseLayers_First512Model.network();
      case DENSE_512_512 -> DenseLayers_Hidden512Model.network();
      case LENET_C1 -> ConvolutionLayers_LenetC1Model.network();
      case LENET_C3 -> ConvolutionLayers_LenetC3Model.network();
      case DEEP_CONV1 -> ConvolutionLayers_Deep1Model.network();
      case DEEP_CONV2 -> ConvolutionLayers_Deep2Model.network();
      case DEEP_CONV3 -> ConvolutionLayers_Deep3Model.network();
      case DEEP_CONV4 -> ConvolutionLayers_Deep4Model.network();
      case DEEP_CONV5 -> ConvolutionLayers_Deep5Model.network();
      case DEEP_CONV6 -> ConvolutionLayers_Deep6Model.network();
      case LENET_S2 -> PoolingLayers_LenetS2Model.network();
      case LENET_S4 -> PoolingLayers_LenetS4Model.network();
      case DEEP_POOL1 -> PoolingLayers_Deep1Model.network();
      case SOFTMAX_10 -> SoftmaxLosses_TenModel.network();
      case SOFTMAX_1000 -> SoftmaxLosses_ThousandModel.network();
    };
  }
}
