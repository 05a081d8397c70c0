package org.phyllo.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.phyllo.runtime.Model;
import org.phyllo.runtime.compiled.CompiledNetwork;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.samples.network.BookDigitsModel;
import org.phyllo.samples.network.DeepConvnetModel;
import org.phyllo.samples.network.DeepMnistModel;
import org.phyllo.samples.network.DeepReluModel;
import org.phyllo.samples.network.DeepSigmoidModel;
import org.phyllo.samples.network.DeepTanhModel;
import org.phyllo.samples.network.Digits100ReluModel;
import org.phyllo.samples.network.Digits100SigmoidModel;
import org.phyllo.samples.network.Digits25ReluModel;
import org.phyllo.samples.network.Digits25SigmoidModel;
import org.phyllo.samples.network.Digits50ReluModel;
import org.phyllo.samples.network.Digits50SigmoidModel;
import org.phyllo.samples.network.DigitsConvnetModel;
import org.phyllo.samples.network.FashionConvnetModel;
import org.phyllo.samples.network.HandCalculationModel;
import org.phyllo.samples.network.IrisModel;
import org.phyllo.samples.network.LeNet5Model;
import org.phyllo.samples.network.Mnist100ReluModel;
import org.phyllo.samples.network.Mnist100SigmoidModel;
import org.phyllo.samples.network.Mnist25ReluModel;
import org.phyllo.samples.network.Mnist25SigmoidModel;
import org.phyllo.samples.network.Mnist50ReluModel;
import org.phyllo.samples.network.Mnist50SigmoidModel;
import org.phyllo.samples.network.MnistThreeLayersModel;
import org.phyllo.samples.network.ResidualDigitsModel;
import org.phyllo.samples.network.SimpleConvnetModel;
import org.phyllo.samples.network.TinyRegressionModel;
import org.phyllo.samples.network.WideMnistModel;
import org.phyllo.samples.network.XorModel;

/** All networks that the samples train. */
final class SampleNetworks {
  /** Reads a network's model. */
  interface Loader {
    Model load(Path file) throws IOException;
  }

  /** A network, and how its saved models are read. */
  record Sample(CompiledNetwork network, Loader loader) {
    String name() {
      return network.info().name();
    }

    NetworkInfo info() {
      return network.info();
    }
  }

  static final List<Sample> ALL =
      List.of(
          new Sample(XorModel.network(), XorModel::load),
          new Sample(IrisModel.network(), IrisModel::load),
          new Sample(Digits25SigmoidModel.network(), Digits25SigmoidModel::load),
          new Sample(Digits50SigmoidModel.network(), Digits50SigmoidModel::load),
          new Sample(Digits100SigmoidModel.network(), Digits100SigmoidModel::load),
          new Sample(Digits25ReluModel.network(), Digits25ReluModel::load),
          new Sample(Digits50ReluModel.network(), Digits50ReluModel::load),
          new Sample(Digits100ReluModel.network(), Digits100ReluModel::load),
          new Sample(Mnist25SigmoidModel.network(), Mnist25SigmoidModel::load),
          new Sample(Mnist50SigmoidModel.network(), Mnist50SigmoidModel::load),
          new Sample(Mnist100SigmoidModel.network(), Mnist100SigmoidModel::load),
          new Sample(Mnist25ReluModel.network(), Mnist25ReluModel::load),
          new Sample(Mnist50ReluModel.network(), Mnist50ReluModel::load),
          new Sample(Mnist100ReluModel.network(), Mnist100ReluModel::load),
          new Sample(MnistThreeLayersModel.network(), MnistThreeLayersModel::load),
          new Sample(LeNet5Model.network(), LeNet5Model::load),
          new Sample(DigitsConvnetModel.network(), DigitsConvnetModel::load),
          new Sample(FashionConvnetModel.network(), FashionConvnetModel::load),
          new Sample(ResidualDigitsModel.network(), ResidualDigitsModel::load),
          new Sample(BookDigitsModel.network(), BookDigitsModel::load),
          new Sample(SimpleConvnetModel.network(), SimpleConvnetModel::load),
          new Sample(DeepConvnetModel.network(), DeepConvnetModel::load),
          new Sample(DeepSigmoidModel.network(), DeepSigmoidModel::load),
          new Sample(DeepTanhModel.network(), DeepTanhModel::load),
          new Sample(DeepReluModel.network(), DeepReluModel::load),
          new Sample(HandCalculationModel.network(), HandCalculationModel::load),
          new Sample(TinyRegressionModel.network(), TinyRegressionModel::load),
          new Sample(WideMnistModel.network(), WideMnistModel::load),
          new Sample(DeepMnistModel.network(), DeepMnistModel::load));

  private SampleNetworks() {}

  /** The network of a name, whatever its capitals. */
  static Optional<Sample> named(String name) {
    return ALL.stream().filter(sample -> sample.name().equalsIgnoreCase(name)).findFirst();
  }

  static List<String> names() {
    return ALL.stream().map(Sample::name).toList();
  }
}
