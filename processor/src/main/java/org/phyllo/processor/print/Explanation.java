package org.phyllo.processor.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.ir.Walk;
import org.phyllo.processor.plan.BatchSum;
import org.phyllo.processor.plan.GradientPlan;
import org.phyllo.processor.plan.MemoryPlan;
import org.phyllo.processor.plan.NetworkPlan;
import org.phyllo.processor.plan.Passes;
import org.phyllo.processor.plan.RankUpdates;
import org.phyllo.processor.plan.RegisterTile;
import org.phyllo.processor.plan.RowTiles;
import org.phyllo.processor.plan.ScatterPlan;
import org.phyllo.processor.plan.SingleNest;
import org.phyllo.processor.plan.SinglePlan;
import org.phyllo.processor.plan.TiledNest;

/** Says how each method of a network's kernels computes what it does, for those who tune it. */
public final class Explanation {
  private final NetworkPlan plan;
  private final MemoryPlan memory;

  private Explanation(NetworkPlan plan) {
    this.plan = plan;
    this.memory = plan.memory();
  }

  /** What the option {@code phyllo.explain} prints. */
  public static String of(NetworkPlan plan) {
    return new Explanation(plan).text();
  }

  private String text() {
    List<String[]> rows = new ArrayList<>();
    Passes kernels = plan.kernels();
    Stream.of(kernels.forward(), kernels.losses()).flatMap(List::stream).forEach(n -> add(n, rows));
    Set<String> kept = kernels.all().map(Nest::name).collect(Collectors.toSet());
    Set<Variable> used =
        kernels.all().flatMap(n -> Walk.stores(n.body())).collect(Collectors.toSet());
    String last = "";
    for (Nest nest : plan.network().backward()) {
      if (!kept.contains(nest.name())) {
        boolean needed = Walk.stores(nest.body()).anyMatch(used::contains);
        String instead = needed ? "within " + last : "left out: zeros around an image are skipped";
        rows.add(new String[] {nest.name(), instead});
      } else {
        last = nest.scope() == Nest.Scope.SAMPLE ? nest.name() : last;
        kernels.backward().stream()
            .filter(n -> n.name().equals(nest.name()))
            .forEach(n -> add(n, rows));
      }
    }
    int width = rows.stream().mapToInt(r -> r[0].length()).max().orElse(0);
    StringBuilder text =
        new StringBuilder(
            "Network %s: blocks of %d samples, %,d floats each in training, %s"
                .formatted(
                    plan.network().network().name(),
                    memory.block(),
                    memory.trainingFloats() / memory.block(),
                    stages(kernels.stages().size())));
    append(rows, width, text);
    List<String[]> single = new ArrayList<>();
    plan.single().stream()
        .flatMap(s -> s.nests().stream())
        .forEach(n -> single.add(new String[] {n.nest().name(), single(n)}));
    if (!single.isEmpty()) {
      text.append("\nA single sample:");
      append(single, width, text);
    }
    plan.single().filter(s -> s.groupSamples() > 0).ifPresent(s -> text.append(groups(s)));
    return text.toString();
  }

  private static void append(List<String[]> rows, int width, StringBuilder text) {
    for (String[] row : rows) {
      text.append("\n  ").append(row[0]).append(" ".repeat(Math.max(0, width - row[0].length())));
      text.append("  ").append(row[1]);
    }
  }

  private static String groups(SinglePlan plan) {
    return """

    Several samples: in groups of %d, each in a tile's row, up to 4 vectors a tile; more than %d in
      blocks where a vector has fewer than 16 lanes\
    """
        .formatted(plan.groupSamples(), SinglePlan.MOST_OF_FEW_LANES);
  }

  private static String single(SingleNest nest) {
    if (nest.lane().isEmpty()) {
      return "value by value";
    }
    String lane = nest.lane().get().name();
    return nest.tile()
        .map(
            t ->
                "tiles of %s, lanes along %s"
                    .formatted(
                        t.place()
                            .map(p -> "%d %s x %s".formatted(t.places(), p.name(), vectors(t)))
                            .orElse(vectors(t)),
                        lane))
        .orElse("lanes along " + lane);
  }

  private static String vectors(SingleNest.Tile tile) {
    int most = tile.panels().widths().getFirst();
    return most == 1 ? "1 vector" : "up to " + most + " vectors";
  }

  private void add(Nest nest, List<String[]> rows) {
    String how = nest.scope() == Nest.Scope.SAMPLE ? samples(nest) : sum(nest);
    rows.add(new String[] {nest.name(), how});
  }

  private String samples(Nest nest) {
    if (nest.looksUp()) {
      return "sample by sample, at places that the data decides";
    }
    Optional<TiledNest> tiled = TiledNest.of(nest, memory.isWide());
    String inRows =
        plan.inRows().stream()
            .filter(t -> t.nest().equals(nest))
            .map(Explanation::rows)
            .collect(Collectors.joining());
    return tiled
            .map(t -> RankUpdates.of(t).map(Explanation::passes).orElseGet(() -> tiles(t)))
            .orElse("value by value, lanes along samples")
        + inRows;
  }

  private static String rows(RowTiles tiles) {
    int vectors = tiles.widths().getFirst() / 16;
    return "; in training on 16 lanes %d samples x %s of %s"
        .formatted(
            RowTiles.SAMPLES,
            vectors == 1 ? "1 vector" : vectors + " vectors",
            tiles.tiled().row().name());
  }

  private static String passes(RankUpdates updates) {
    return "passes of %d %s over sums in memory, lanes along samples"
        .formatted(updates.rank(), updates.reduced().name());
  }

  private static String tiles(TiledNest nest) {
    String columns =
        nest.column()
            .map(Index::name)
            .orElse(nest.tile().width() == 1 ? "vector of samples" : "vectors of samples");
    return "tiles of " + tile(nest.tile(), nest.row().name(), columns) + ", lanes along samples";
  }

  private String sum(Nest nest) {
    BatchSum sum =
        plan.sums().stream().filter(s -> s.nest().equals(nest)).findFirst().orElseThrow();
    return switch (sum) {
      case ScatterPlan s -> "added to places that the data decides, " + tasks(s.tasks());
      case GradientPlan g -> gradient(g);
    };
  }

  private static String gradient(GradientPlan plan) {
    String rows = plan.rows().name();
    if (plan.columns().isEmpty()) {
      return "sums of " + plan.tile().height() + " " + rows + ", lanes along samples";
    }
    String columns = plan.columns().get().name();
    return switch (plan.form()) {
      case LANES_ALONG_COLUMNS ->
          "tiles of %s, lanes along %s, %s"
              .formatted(
                  tile(new RegisterTile(plan.height(), 2), rows, "vectors"),
                  columns,
                  tasks(plan.tasks()));
      case LANES_ALONG_SAMPLES ->
          "tiles of %s, lanes along samples, %s%s"
              .formatted(
                  tile(
                      plan.tile(),
                      rows,
                      plan.taps().map(t -> t.name() + " " + columns).orElse(columns)),
                  plan.isInPasses() ? passes(plan) : "",
                  tasks(plan.tasks()));
    };
  }

  private static String passes(GradientPlan plan) {
    Index outermost = plan.contract().reduced().getFirst();
    return "passes over %d of %d %s, ".formatted(plan.strip(), outermost.size(), outermost.name());
  }

  private static String stages(int stages) {
    return stages == 1 ? "1 stage" : stages + " stages";
  }

  private static String tasks(int tasks) {
    return tasks == 1 ? "1 task" : tasks + " tasks";
  }

  private static String tile(RegisterTile tile, String rows, String columns) {
    return "%d %s x %d %s".formatted(tile.height(), rows, tile.width(), columns);
  }
}
