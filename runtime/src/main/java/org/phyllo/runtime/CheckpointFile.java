package org.phyllo.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.phyllo.runtime.ParameterFile.Kept;
import org.phyllo.runtime.compiled.InputInfo;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.OutputInfo;
import org.phyllo.runtime.compiled.ParameterInfo;
import org.phyllo.runtime.file.DataType;
import org.phyllo.runtime.file.Safetensors;
import org.phyllo.runtime.file.SafetensorsWriter;
import org.phyllo.runtime.file.TensorEntry;

/**
 * A checkpoint as a safetensors file. Tensors: the parameters and statistics by name, {@code
 * optimizer.N.NAME} for what the optimizer remembers, {@code best:NAME} for the best parameters so
 * far, {@code history} with a row per epoch. Metadata: the network, the settings that decide
 * results, and where training is.
 */
final class CheckpointFile {
  private static final String FORMAT = "phyllo-checkpoint-1";
  private static final String HISTORY = "history";

  /** No layer's name has a colon, whatever the layers are called. */
  private static final String BEST = "best:";

  /** The numbers of an {@link EpochResult} but for the epoch's, in its order. */
  private static final int COLUMNS = 7;

  /** More than anyone trains. */
  private static final int MAX_EPOCHS = 100_000_000;

  private final NetworkInfo info;
  private final int batchSize;
  private final int accumulate;
  private final int states;

  /** What must be the same for results to be the same, by name. */
  private final Map<String, String> settings = new LinkedHashMap<>();

  CheckpointFile(NetworkInfo info, TrainerBuilder<?, ?> builder) {
    this.info = info;
    this.batchSize = builder.batchSize;
    this.accumulate = builder.accumulate;
    this.states = builder.optimizer.stateArrays();
    settings.put("format", FORMAT);
    settings.put("network", info.name());
    settings.put("layers", layers(info));
    settings.put(
        "loss",
        info.outputs().stream().map(CheckpointFile::loss).collect(Collectors.joining(", ")));
    settings.put("optimizer", text(builder.optimizer));
    settings.put("schedule", text(builder.schedule));
    settings.put("seed", String.valueOf(builder.seed));
    settings.put("batchSize", String.valueOf(batchSize));
    settings.put("accumulate", String.valueOf(accumulate));
    settings.put("clipValue", String.valueOf(builder.clipValue));
    settings.put("clipNorm", String.valueOf(builder.clipNorm));
    settings.put(
        "earlyStopping", builder.earlyStopping == null ? "none" : builder.earlyStopping.toString());
  }

  private static String loss(OutputInfo output) {
    return "%s of %s, weight %s, delta %s, smoothing %s, classes %s"
        .formatted(
            output.loss(),
            output.name(),
            output.weight(),
            output.huberDelta(),
            output.labelSmoothing(),
            output.classWeights());
  }

  private static String layers(NetworkInfo info) {
    Stream<String> layers =
        info.layers().stream()
            .map(layer -> layer.name() + " " + layer.kind() + " " + Arrays.toString(layer.shape()));
    return Stream.concat(info.inputs().stream().map(InputInfo::toString), layers)
        .collect(Collectors.joining(", "));
  }

  /** Records say what they are; of others, such as lambdas, nothing is known but that. */
  private static String text(Object setting) {
    return setting instanceof Record ? setting.toString() : "custom";
  }

  void write(
      Path file, float[] parameters, TrainingStep step, TrainingState state, TrainingPlan plan)
      throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    settings.forEach(writer::metadata);
    writer.metadata("trainingSamples", String.valueOf(plan.trainingSamples()));
    writer.metadata("testSamples", String.valueOf(plan.testSamples()));
    writer.metadata("updates", String.valueOf(step.steps()));
    writer.metadata("learned", String.valueOf(step.learned()));
    writer.metadata("epochs", String.valueOf(state.history.size()));
    writer.metadata("firstEpoch", String.valueOf(state.firstEpoch));
    writer.metadata("batch", String.valueOf(state.batch));
    writer.metadata("batches", String.valueOf(state.batches));
    writer.metadata("lossSum", String.valueOf(state.lossSum));
    writer.metadata("epochSeconds", String.valueOf(state.epochSeconds));
    writer.metadata("seconds", String.valueOf(state.seconds));
    writer.metadata("bestEpoch", String.valueOf(state.bestEpoch));
    writer.metadata("best", String.valueOf(state.best));
    add(writer, "", parameters);
    for (int i = 0; i < states; i++) {
      float[] values = step.state()[i];
      for (ParameterInfo tensor : info.parameters()) {
        writer.tensor(optimizer(i) + tensor.name(), tensor.shape(), values, tensor.offset());
      }
    }
    if (state.bestParameters != null) {
      add(writer, BEST, state.bestParameters);
    }
    if (!state.history.isEmpty()) {
      double[] rows = state.history.stream().flatMapToDouble(CheckpointFile::row).toArray();
      writer.tensor(HISTORY, new int[] {state.history.size(), COLUMNS}, rows);
    }
    writer.write(file);
  }

  private void add(SafetensorsWriter writer, String prefix, float[] values) {
    for (Kept tensor : ParameterFile.kept(info)) {
      writer.tensor(prefix + tensor.name(), tensor.shape(), values, tensor.offset());
    }
  }

  private static String optimizer(int state) {
    return "optimizer." + state + ".";
  }

  private static DoubleStream row(EpochResult result) {
    return DoubleStream.of(
        result.trainLoss(),
        result.trainAccuracy(),
        result.testLoss(),
        result.testAccuracy(),
        result.seconds(),
        result.batchLoss(),
        result.learningRate());
  }

  /** Reads a checkpoint; parameters and step are changed when all of it has been found right. */
  ResumedRun read(Path file, float[] parameters, TrainingStep step) throws IOException {
    Safetensors contents =
        Safetensors.read(
            file,
            new Safetensors.HeaderCheck() {
              @Override
              public void checkMetadata(Map<String, String> metadata) throws InvalidFileException {
                checkSettings(new MetadataReader(file, metadata));
              }

              @Override
              public void check(List<TensorEntry> entries) throws InvalidFileException {
                checkTensors(file, entries);
              }
            });
    MetadataReader strings = new MetadataReader(file, contents.metadata());
    TrainingState state = new TrainingState();
    int trainingSamples = strings.integer("trainingSamples", 1, Integer.MAX_VALUE);
    int testSamples = strings.integer("testSamples", 0, Integer.MAX_VALUE);
    int updates = strings.integer("updates", 0, Integer.MAX_VALUE);
    int learned = strings.integer("learned", updates, Integer.MAX_VALUE);
    int epochs = strings.integer("epochs", 0, Integer.MAX_VALUE);
    state.firstEpoch = strings.integer("firstEpoch", 1, epochs + 1);
    state.batch = strings.integer("batch", 0, Math.ceilDiv(trainingSamples, batchSize) - 1);
    if (state.batch % accumulate != 0) {
      throw new InvalidFileException(
          file, "batch is %d, expected a multiple of %d".formatted(state.batch, accumulate));
    }
    state.batches = strings.number("batches", 0, Long.MAX_VALUE);
    state.lossSum = strings.finite("lossSum");
    state.epochSeconds = strings.finite("epochSeconds");
    state.seconds = strings.finite("seconds");
    state.bestEpoch = strings.integer("bestEpoch", 0, epochs);
    state.best = strings.real("best");
    readHistory(file, contents, epochs, state);
    float[] read = values(file, contents, "");
    if (contents.names().stream().anyMatch(name -> name.startsWith(BEST)) != state.bestEpoch > 0) {
      throw new InvalidFileException(
          file, "bestEpoch is %d, expected 0 or best parameters".formatted(state.bestEpoch));
    }
    if (state.bestEpoch > 0) {
      state.bestParameters = values(file, contents, BEST);
    }
    float[][] optimizerState = new float[states][];
    for (int i = 0; i < states; i++) {
      optimizerState[i] = new float[info.parameterFloats()];
      for (ParameterInfo tensor : info.parameters()) {
        float[] values = contents.tensor(optimizer(i) + tensor.name()).floats();
        System.arraycopy(values, 0, optimizerState[i], tensor.offset(), values.length);
      }
    }
    System.arraycopy(read, 0, parameters, 0, read.length);
    step.restore(optimizerState, updates, learned);
    return new ResumedRun(file, state, trainingSamples, testSamples);
  }

  private void checkSettings(MetadataReader strings) throws InvalidFileException {
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      strings.same(setting.getKey(), setting.getValue(), ", as the trainer was built with");
    }
  }

  /** Checks names, types and shapes before anything is allocated for them. */
  private void checkTensors(Path file, List<TensorEntry> entries) throws InvalidFileException {
    Map<String, TensorEntry> given = new LinkedHashMap<>();
    entries.forEach(entry -> given.put(entry.name(), entry));
    boolean best = entries.stream().anyMatch(entry -> entry.name().startsWith(BEST));
    for (Kept tensor : ParameterFile.kept(info)) {
      check(file, given, tensor.name(), DataType.F32, tensor.shape());
      if (best) {
        check(file, given, BEST + tensor.name(), DataType.F32, tensor.shape());
      }
    }
    for (ParameterInfo tensor : info.parameters()) {
      for (int i = 0; i < states; i++) {
        check(file, given, optimizer(i) + tensor.name(), DataType.F32, tensor.shape());
      }
    }
    TensorEntry history = given.get(HISTORY);
    if (history != null) {
      int rows = history.shape().length == 0 ? 0 : (int) Math.min(history.shape()[0], MAX_EPOCHS);
      check(file, given, HISTORY, DataType.F64, new int[] {rows, COLUMNS});
    }
    if (!given.isEmpty()) {
      throw new InvalidFileException(
          file,
          "tensor %s is none of a checkpoint of network %s with this optimizer"
              .formatted(given.values().iterator().next(), info.name()));
    }
  }

  private void check(
      Path file, Map<String, TensorEntry> given, String name, DataType type, int[] shape)
      throws InvalidFileException {
    String expected = type + " " + Arrays.toString(shape);
    TensorEntry entry = given.remove(name);
    if (entry == null) {
      throw new InvalidFileException(
          file,
          "no tensor '%s', expected %s for a checkpoint of network %s"
              .formatted(name, expected, info.name()));
    }
    long[] extents = Arrays.stream(shape).asLongStream().toArray();
    if (entry.type() != type || !Arrays.equals(entry.shape(), extents)) {
      throw new InvalidFileException(
          file,
          "tensor '%s' is %s %s, expected %s"
              .formatted(name, entry.type(), Arrays.toString(entry.shape()), expected));
    }
  }

  private static void readHistory(Path file, Safetensors contents, int epochs, TrainingState state)
      throws InvalidFileException {
    boolean given = contents.names().contains(HISTORY);
    int rows = given ? contents.tensor(HISTORY).shape()[0] : 0;
    if (rows != epochs) {
      throw new InvalidFileException(
          file, "tensor 'history' has %d rows, expected %d, one per epoch".formatted(rows, epochs));
    }
    if (!given) {
      return;
    }
    double[] values = contents.tensor(HISTORY).doubles();
    for (int row = 0; row < rows; row++) {
      int at = row * COLUMNS;
      state.history.add(
          new EpochResult(
              row + 1,
              values[at],
              values[at + 1],
              values[at + 2],
              values[at + 3],
              values[at + 4],
              values[at + 5],
              values[at + 6]));
    }
  }

  /** Parameters and statistics; the former are finite in every checkpoint that was written. */
  private float[] values(Path file, Safetensors contents, String prefix)
      throws InvalidFileException {
    float[] flat = new float[info.parameterFloats()];
    for (Kept tensor : ParameterFile.kept(info)) {
      float[] values = contents.tensor(prefix + tensor.name()).floats();
      System.arraycopy(values, 0, flat, tensor.offset(), values.length);
    }
    String lost = Divergence.parameter(info, flat);
    if (lost != null) {
      throw new InvalidFileException(
          file,
          "tensor '%s' has values that are not finite, expected finite ones"
              .formatted(prefix + lost));
    }
    return flat;
  }
}
