package org.phyllo.samples;

import java.util.List;
import java.util.function.Supplier;
import org.phyllo.runtime.Model;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.samples.network.BookDigitsModel;
import org.phyllo.samples.network.DeepConvnetModel;
import org.phyllo.samples.network.SimpleConvnetModel;

/** A network that there are ready-made weights of the book for. */
@SuppressWarnings("ImmutableEnumChecker") // its lists are unmodifiable
enum BookNetwork {
  /** Chapter 3: 784-50-100-10 with sigmoids. */
  DIGITS(
      BookDigitsModel.network().info(), () -> BookDigitsModel.create(0), List.of("sample_weight")),

  /** Chapter 7: a convolution, a pooling, 100 units; its weights changed between printings. */
  SIMPLE_CONVNET(
      SimpleConvnetModel.network().info(),
      () -> SimpleConvnetModel.create(0),
      List.of("simple_convnet", "simple_convnet_2016")),

  /** Chapter 8: six convolutions and dropout; its weights changed between printings, too. */
  DEEP_CONVNET(
      DeepConvnetModel.network().info(),
      () -> DeepConvnetModel.create(0),
      List.of("deep_convnet", "deep_convnet_2016"));

  private final NetworkInfo info;

  private final Supplier<Model> fresh;

  private final List<String> files;

  BookNetwork(NetworkInfo info, Supplier<Model> fresh, List<String> files) {
    this.info = info;
    this.fresh = fresh;
    this.files = files;
  }

  NetworkInfo info() {
    return info;
  }

  /** A model whose weights are still to be set. */
  Model fresh() {
    return fresh.get();
  }

  /** What the files of its weights are called, without their ending. */
  List<String> files() {
    return files;
  }
}
