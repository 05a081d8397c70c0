package org.phyllo.samples.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares with libraries on the JVM that do the same work, in one table. */
@Command(
    name = "peers",
    description =
        "Times training steps and predictions in Phyllo, DJL with PyTorch, DL4J and ONNX Runtime,"
            + " each in a JVM of its own, and prints a table: best / median, in microseconds.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Peers implements Callable<Integer> {
  private static final Path FOLDER = Path.of("samples", "target", "peers");
  private static final Pattern TIMES = Pattern.compile("\"best_us\": (.*), \"median_us\": (.*)}");

  @Parameters(
      paramLabel = "WORKLOAD",
      description = "iris, two, mlp, lenet, tiny or deep. Default: iris, two, lenet and mlp.")
  private List<Workload> workloads =
      List.of(Workload.IRIS, Workload.TWO, Workload.LENET, Workload.MLP);

  @Option(
      names = "--libraries",
      paramLabel = "NAME",
      split = ",",
      description = "phyllo, djl, dl4j, onnx. Default: all.")
  private List<Library> libraries = List.of(Library.values());

  @Option(
      names = "--batch",
      paramLabel = "N",
      split = ",",
      description = "How many samples to predict at once. Default: 1,256.")
  private List<Integer> batches = List.of(1, 256);

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads. Default: ${DEFAULT-VALUE}.")
  private int threads = 1;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "How long to measure each. Default: ${DEFAULT-VALUE}.")
  private double seconds = 3;

  @Option(names = "--json", description = "Print the single results, too, a line of JSON each.")
  private boolean json;

  private boolean failed;

  private Peers() {}

  /**
   * Runs the command line.
   *
   * @param args its words
   */
  public static void main(String[] args) {
    CommandLine line = new CommandLine(new Peers());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(line.execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> rows = new ArrayList<>();
    rows.add(row("", "", libraries.stream().map(Peers::lowerCase).toList()));
    for (Workload workload : workloads) {
      rows.add(measure(workload, "train", workload.batch()));
    }
    for (Workload workload : workloads) {
      for (int batch : batches) {
        rows.add(measure(workload, "infer", batch));
      }
    }
    rows.forEach(System.out::println);
    return failed ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
  }

  private String measure(Workload workload, String kind, int batch)
      throws IOException, InterruptedException {
    List<String> cells = new ArrayList<>();
    for (Library library : libraries) {
      boolean possible = kind.equals("infer") || library.trains();
      cells.add(possible ? measure(library, workload, kind, batch) : "-");
    }
    return row(kind + " " + lowerCase(workload), String.valueOf(batch), cells);
  }

  /** Runs a measurement in a JVM of its own and returns its times for the table. */
  private String measure(Library library, Workload workload, String kind, int batch)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), PeerRun.class.getName()));
    command.addAll(List.of(library.name(), workload.name(), kind));
    command.addAll(List.of(String.valueOf(batch), String.valueOf(threads), seconds + ""));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OMP_NUM_THREADS", String.valueOf(threads));
    builder.environment().put("MKL_NUM_THREADS", String.valueOf(threads));
    builder.redirectError(FOLDER.resolve("errors").toFile());
    Files.createDirectories(FOLDER);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher times = TIMES.matcher(output);
    if (process.waitFor() != 0 || !times.find()) {
      failed = true;
      System.err.println(Files.readString(FOLDER.resolve("errors")));
      return "failed";
    }
    if (json) {
      output.lines().filter(line -> line.startsWith("{")).forEach(System.out::println);
    }
    return "%s / %s".formatted(times.group(1), times.group(2));
  }

  /**
   * Native libraries are unpacked into this build's folder, and DJL neither downloads nor calls.
   */
  private List<String> options() {
    return List.of(
        "--add-modules=jdk.incubator.vector",
        "--enable-native-access=ALL-UNNAMED",
        "-DDJL_CACHE_DIR=" + FOLDER.resolve("djl").toAbsolutePath(),
        "-Dai.djl.offline=true",
        "-DOPT_OUT_TRACKING=true",
        "-Dai.djl.pytorch.num_threads=" + threads,
        "-Dai.djl.pytorch.num_interop_threads=1",
        "-Dorg.bytedeco.javacpp.cachedir=" + FOLDER.resolve("javacpp").toAbsolutePath());
  }

  private static String row(String work, String batch, List<String> cells) {
    StringBuilder row = new StringBuilder("%-12s%7s".formatted(work, batch));
    cells.forEach(cell -> row.append("%25s".formatted(cell)));
    return row.toString();
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
