package org.phyllo.processor.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.phyllo.dsl.Initializer;
import org.phyllo.processor.testbed.Batch;
import org.phyllo.processor.testbed.GeneratedNetwork;
import org.phyllo.processor.testbed.KernelRun;
import org.phyllo.processor.testbed.NetworkSource;
import org.phyllo.runtime.Engine;
import org.phyllo.runtime.Model;
import org.phyllo.runtime.Trainer;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.ParameterInfo;
import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.compiled.StatisticInfo;
import org.phyllo.runtime.optimizer.Optimizer;
import org.phyllo.runtime.optimizer.Sgd;

/**
 * Networks whose exact numbers another program computed: forward values, gradients and optimizer
 * steps of the reference, the plain and the vector code must agree with them.
 *
 * <p>The fixtures' folder is the system property {@code phyllo.oracle}.
 */
class OracleTest {
  private static final List<String> NOT_BUILT = new ArrayList<>();

  @TestFactory
  Stream<DynamicTest> fixtures() throws IOException {
    Path folder = Path.of(System.getProperty("phyllo.oracle", "../shared/oracle"));
    String where = folder.toAbsolutePath().normalize().toString();
    if (!Files.isDirectory(folder)) {
      System.out.println("skipped: no oracle fixtures, as " + where + " is missing");
    }
    assumeTrue(Files.isDirectory(folder), where + " is missing (system property phyllo.oracle)");
    List<Fixture> fixtures = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (Files.exists(file.resolve("network.json"))) {
          fixtures.add(Fixture.read(file));
        }
      }
    }
    assertThat(fixtures).as("fixtures in %s", where).isNotEmpty();
    Map<String, GeneratedNetwork> networks = compile(fixtures);
    return fixtures.stream()
        .map(f -> DynamicTest.dynamicTest(f.name(), () -> check(f, networks.get(f.name()))));
  }

  /** Compiles what can be, together; nothing if one doesn't compile. */
  private static Map<String, GeneratedNetwork> compile(List<Fixture> fixtures) {
    Map<String, NetworkSource> sources = new LinkedHashMap<>();
    for (Fixture fixture : fixtures) {
      try {
        sources.put(fixture.name(), fixture.source());
      } catch (NotBuiltYet missing) {
        NOT_BUILT.add(fixture.name() + ": " + missing.getMessage());
      }
    }
    Map<String, GeneratedNetwork> networks = new HashMap<>();
    try {
      List<GeneratedNetwork> compiled = GeneratedNetwork.of(List.copyOf(sources.values()));
      sources.keySet().forEach(name -> networks.put(name, compiled.get(networks.size())));
    } catch (AssertionError complaint) {
      System.out.println("oracle: fixtures don't compile together, each is compiled alone");
    }
    return networks;
  }

  @AfterAll
  static void listNotBuilt() {
    if (!NOT_BUILT.isEmpty()) {
      System.out.println(
          "oracle fixtures not checked, or not wholly:\n  " + String.join("\n  ", NOT_BUILT));
    }
  }

  private static void check(Fixture fixture, @Nullable GeneratedNetwork compiled) {
    try {
      GeneratedNetwork network =
          compiled == null ? GeneratedNetwork.of(fixture.source()) : compiled;
      Verdict reference = Verdict.inDouble();
      checkReference(fixture, network.network().reference(), reference);
      Map<Engine, Verdict> engines = new EnumMap<>(Engine.class);
      for (Engine engine : Engine.values()) {
        engines.put(engine, Verdict.inFloat(engine.name()));
        checkEngine(fixture, network, engine, engines.get(engine));
      }
      Optimizer optimizer = optimizer(fixture);
      stepReference(fixture, network.network().reference(), optimizer, reference);
      engines.forEach((engine, v) -> stepEngine(fixture, network, optimizer, engine, v));
      System.out.println(
          "oracle %s: %s, %s".formatted(fixture.name(), reference, engines.values()));
    } catch (NotBuiltYet missing) {
      abort(missing.getMessage());
    }
  }

  /** Of a fixture whose optimizer is missing all but the steps has been checked. */
  private static Optimizer optimizer(Fixture fixture) throws NotBuiltYet {
    try {
      return fixture.optimizer();
    } catch (NotBuiltYet missing) {
      NOT_BUILT.add(fixture.name() + ": " + missing.getMessage() + ", values and gradients agree");
      throw missing;
    }
  }

  private static void checkReference(Fixture fixture, Reference reference, Verdict verdict) {
    NetworkInfo info = reference.info();
    checkNames(fixture, info);
    setParameters(fixture, reference);
    double loss = reference.run(fixture.values("x"), fixture.values("y"), fixture.samples());
    reference.gradients();
    verdict.value("train_output", reference.output(), fixture.values("train_output"));
    verdict.value("loss", new double[] {loss}, fixture.values("loss"));
    verdict.value("grad.input", reference.inputGradient(), fixture.values("grad.input"));
    for (ParameterInfo tensor : info.parameters()) {
      String name = "grad." + tensor.name();
      verdict.value(name, reference.gradient(tensor.name()), fixture.values(name));
    }
  }

  /** The network has the parameters that the fixture has, no more and no fewer. */
  private static void checkNames(Fixture fixture, NetworkInfo info) {
    List<String> given =
        fixture.numbers().names().stream().filter(n -> n.startsWith("init.")).toList();
    assertThat(info.parameters())
        .extracting(p -> "init." + p.name())
        .containsExactlyInAnyOrderElementsOf(given);
    for (ParameterInfo tensor : info.parameters()) {
      assertThat(tensor.shape())
          .isEqualTo(fixture.numbers().tensor("init." + tensor.name()).shape());
    }
  }

  private static void setParameters(Fixture fixture, Reference reference) {
    for (ParameterInfo tensor : reference.info().parameters()) {
      double[] values = fixture.values("init." + tensor.name());
      System.arraycopy(values, 0, reference.parameter(tensor.name()), 0, values.length);
    }
    for (StatisticInfo statistic : reference.info().statistics()) {
      Arrays.fill(reference.statistic(statistic.name()), start(statistic));
    }
  }

  /** Fixtures begin with mean 0 and variance 1. */
  private static float start(StatisticInfo statistic) {
    return statistic.initializer() == Initializer.ONES ? 1 : 0;
  }

  private static void checkEngine(
      Fixture fixture, GeneratedNetwork network, Engine engine, Verdict verdict) {
    NetworkInfo info = network.info();
    Batch batch = batch(fixture, info);
    float[] parameters = parameters(fixture, info);
    KernelRun run = KernelRun.training(network.network(), engine, parameters, batch);
    verdict.value("train_output", doubles(run.outputs()), fixture.values("train_output"));
    try (Trainer<?> trainer = trainer(network, fixture, engine, Sgd.withLearningRate(1))) {
      double loss = trainer.gradients(batch, batch.order(), 0, batch.samples());
      verdict.value("loss", new double[] {loss}, fixture.values("loss"));
      verdict.value("grad.input", doubles(trainer.inputGradient()), fixture.values("grad.input"));
      for (ParameterInfo tensor : info.parameters()) {
        String name = "grad." + tensor.name();
        verdict.value(name, doubles(trainer.gradient(tensor.name())), fixture.values(name));
      }
    }
  }

  private static void stepReference(
      Fixture fixture, Reference reference, Optimizer optimizer, Verdict verdict) {
    setParameters(fixture, reference);
    List<ParameterInfo> tensors = reference.info().parameters();
    Map<ParameterInfo, double[][]> states = new HashMap<>();
    tensors.forEach(t -> states.put(t, new double[optimizer.stateArrays()][t.size()]));
    double[] losses = new double[fixture.steps()];
    for (int step = 1; step <= losses.length; step++) {
      losses[step - 1] = reference.run(fixture.values("x"), fixture.values("y"), fixture.samples());
      reference.gradients();
      for (ParameterInfo tensor : tensors) {
        String name = tensor.name();
        optimizer.update(
            reference.parameter(name), reference.gradient(name), states.get(tensor), step);
      }
      reference.updateStatistics();
    }
    verdict.value("step_losses", losses, fixture.values("step_losses"));
    for (ParameterInfo tensor : tensors) {
      String name = "after." + tensor.name();
      verdict.afterSteps(name, reference.parameter(tensor.name()), fixture.values(name));
    }
    for (StatisticInfo statistic : reference.info().statistics()) {
      String name = "after." + statistic.name();
      verdict.afterSteps(name, reference.statistic(statistic.name()), fixture.values(name));
    }
    double[] outputs = reference.predict(fixture.values("x"), fixture.samples());
    verdict.value("eval_output", outputs, fixture.values("eval_output"));
  }

  private static void stepEngine(
      Fixture fixture,
      GeneratedNetwork network,
      Optimizer optimizer,
      Engine engine,
      Verdict verdict) {
    Batch batch = batch(fixture, network.info());
    double[] losses = new double[fixture.steps()];
    Model model;
    try (Trainer<?> trainer = trainer(network, fixture, engine, optimizer)) {
      for (int step = 0; step < losses.length; step++) {
        losses[step] = trainer.step(batch, batch.order(), 0, batch.samples());
      }
      model = trainer.model();
    }
    assertThat(model.engine()).isEqualTo(engine);
    verdict.value("step_losses", losses, fixture.values("step_losses"));
    for (ParameterInfo tensor : network.info().parameters()) {
      String name = "after." + tensor.name();
      verdict.afterSteps(name, doubles(model.parameter(tensor.name())), fixture.values(name));
    }
    for (StatisticInfo statistic : network.info().statistics()) {
      String name = "after." + statistic.name();
      float[] values = model.statistic(statistic.name());
      verdict.afterSteps(name, doubles(values), fixture.values(name));
    }
    float[] outputs = new float[batch.samples() * network.info().outputSize()];
    model.predict(batch.inputs(), batch.samples(), outputs);
    verdict.value("eval_output", doubles(outputs), fixture.values("eval_output"));
  }

  private static Trainer<?> trainer(
      GeneratedNetwork network, Fixture fixture, Engine engine, Optimizer optimizer) {
    float[] parameters = parameters(fixture, network.info());
    return network.trainer(parameters, optimizer, engine, 2, fixture.samples());
  }

  private static Batch batch(Fixture fixture, NetworkInfo info) {
    return new Batch(info, fixture.floats("x"), fixture.floats("y"), fixture.samples());
  }

  private static float[] parameters(Fixture fixture, NetworkInfo info) {
    float[] parameters = new float[info.parameterFloats()];
    for (ParameterInfo tensor : info.parameters()) {
      float[] values = fixture.floats("init." + tensor.name());
      System.arraycopy(values, 0, parameters, tensor.offset(), values.length);
    }
    for (StatisticInfo statistic : info.statistics()) {
      Arrays.fill(parameters, statistic.offset(), statistic.end(), start(statistic));
    }
    return parameters;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
