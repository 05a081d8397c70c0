package org.phyllo.processor.print;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.ir.Variable.Role;
import org.phyllo.processor.plan.MemoryPlan;
import org.phyllo.processor.plan.NetworkPlan;
import org.phyllo.processor.plan.SingleMemory;
import org.phyllo.processor.plan.SingleNest;
import org.phyllo.processor.plan.SinglePlan;
import org.phyllo.processor.print.SingleTile.Columns;

/** Prints how a single sample is predicted: lanes along the outputs of layers. */
final class SinglePrinter {
  private static final Modifier[] CONSTANT = {Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL};
  private static final String PARAMETERS = "float[] q, float[] w";

  private final NetworkPlan network;
  private final SinglePlan plan;
  private final SingleMemory memory;
  private final VectorDialect dialect = new VectorDialect();
  private final KernelMethods methods = new KernelMethods();

  SinglePrinter(NetworkPlan network, SinglePlan plan) {
    this.network = network;
    this.plan = plan;
    this.memory = plan.memory();
  }

  TypeSpec print(GeneratedNames names) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(names.single())
            .addModifiers(Modifier.FINAL)
            .addSuperinterface(Types.SINGLE_KERNELS)
            .addJavadoc(
                """
                $L predicting a single sample, lanes along the channels of what is computed.
                Computes the same bits as {@link $T}.

                <p>{@code q} holds the packed parameters, {@code w} the sample. Value {@code [c][y][x]} of a
                tensor {@code X} of {@code C} channels is at {@code X + (y * width + x) * P + c}, {@code P}
                being {@code C} and what is missing to a multiple of 16. The parameters begin at 12, where a
                cache line does in an array that begins with one, its header being 16 bytes.
                """,
                network.network().network().name(),
                names.vector());
    VectorSupport.addFields(type);
    for (Variable variable : memory.variables()) {
      type.addField(
          FieldSpec.builder(TypeName.INT, memory.slot(variable).constant(), CONSTANT)
              .initializer("$L", memory.slot(variable).offset())
              .build());
    }
    type.addMethod(number("packedFloats", "" + memory.packedFloats()));
    type.addMethod(number("workspaceFloats", "" + memory.workspaceFloats()));
    Variable input = network.network().input().whole();
    type.addMethod(number("input", memory.slot(input).constant()));
    type.addMethod(number("outputs", memory.slot(memory.outputs()).constant()));
    type.addMethod(KernelMethods.overriding("pack", "float[] p, float[] q", pack()).build());
    List<String> calls = plan.nests().stream().map(n -> n.nest().name() + "(q, w)").toList();
    type.addMethod(
        KernelMethods.overriding(
                "forward", PARAMETERS, methods.inParts("forward", PARAMETERS, calls))
            .build());
    plan.nests().forEach(this::print);
    if (plan.groupSamples() > 0) {
      type.addJavadoc(
          """

          <p>The samples of a group lie one behind the other in {@code w}; their inputs are rows of {@code
          x}.
          """);
      GroupPrinter group = new GroupPrinter(plan, dialect, methods);
      type.addMethod(number("groupSamples", "" + plan.groupSamples()));
      String most = "LANES < 16 ? " + SinglePlan.MOST_OF_FEW_LANES + " : 1 << 30";
      type.addMethod(number("mostInGroups", most));
      type.addMethod(
          KernelMethods.overriding("forwardGroup", GroupPrinter.PARAMETERS, group.forward())
              .build());
      group.print();
    }
    methods.add(columns());
    methods.add(VectorSupport.species());
    methods.addTo(type);
    return type.build();
  }

  private static MethodSpec number(String name, String value) {
    return KernelMethods.overriding(name, "", new Code().statement("return " + value))
        .returns(int.class)
        .build();
  }

  private Code pack() {
    MemoryPlan flat = network.memory();
    List<String> calls =
        memory.variables().stream()
            .filter(v -> v.role() == Role.PARAMETER || v.role() == Role.RUNNING_STATISTIC)
            .map(
                v ->
                    "columns(p, %d, %d, %d, q, %s, %s)"
                        .formatted(
                            flat.slot(v).offset(),
                            memory.channels(v),
                            memory.rest(v),
                            memory.slot(v).constant(),
                            plan.tile(v)
                                .map(t -> t.panels().widths().getFirst() + " * LANES")
                                .orElse("" + memory.padded(v))))
            .toList();
    return methods.inParts("pack", "float[] p, float[] q", calls);
  }

  private static MethodSpec columns() {
    Code code =
        new Code()
            .statement("int padded = (channels + 15) / 16 * 16")
            .statement("int c = 0")
            .open("for (int width = widest; c < channels; width /= 2)")
            .open("for (; c + width <= padded; c += width)")
            .open("for (int i = 0; i < rest; i++)")
            .open("for (int j = 0; j < Math.min(width, channels - c); j++)")
            .statement("q[to + c * rest + i * width + j] = p[from + (c + j) * rest + i]")
            .close()
            .close()
            .close()
            .close();
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("columns")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addJavadoc(
                """
                Copies a parameter so that the values of neighboring channels lie side by side: as many as
                a tile reads, and in the order in which it reads them.
                """)
            .addCode(code.build());
    KernelMethods.addParameters(
        method, "float[] p, int from, int channels, int rest, float[] q, int to, int widest");
    return method.build();
  }

  private void print(SingleNest nest) {
    Code code = new Code();
    if (nest.tile().isPresent()) {
      tiles(nest, nest.lane().orElseThrow(), nest.tile().get(), code);
    } else {
      printUntiled(nest, dialect, SingleFrame.of(memory, nest.lane()), code);
    }
    Nest original = nest.nest();
    methods.add(original.name(), original.comment(), PARAMETERS, code);
  }

  /** Prints the loops of a nest that has no tile. */
  static void printUntiled(SingleNest nest, VectorDialect dialect, SingleFrame frame, Code code) {
    if (nest.lane().isEmpty()) {
      new NestPrinter(ScalarDialect.FLOAT, frame, code).print(nest.body());
      return;
    }
    Index lane = nest.lane().get();
    nest.outer().forEach(i -> code.open(NestPrinter.forLoop(i.name(), i.size(), 1)));
    code.open("for (int %1$s = 0; %1$s < %2$d; %1$s += LANES)".formatted(lane.name(), lane.size()));
    new NestPrinter(dialect, frame, code).print(nest.body());
    code.close();
    code.close(nest.outer().size());
  }

  /** As many vectors at a time as there are lanes for; weights stay while all places pass. */
  private void tiles(SingleNest nest, Index lane, SingleNest.Tile tile, Code code) {
    String u = lane.name();
    int padded = tile.panels().padded();
    code.statement("int " + u + " = 0");
    for (int vectors : tile.panels().widths()) {
      String step = vectors == 1 ? "LANES" : vectors + " * LANES";
      code.open("for (; %s + %s <= %d; %s += %s)".formatted(u, step, padded, u, step));
      nest.outer().forEach(i -> code.open(NestPrinter.forLoop(i.name(), i.size(), 1)));
      places(nest, tile, vectors, code);
      code.close(nest.outer().size());
      code.close();
    }
    TreeSet<Integer> places = new TreeSet<>(List.of(tile.places()));
    tile.place().map(i -> i.size() % tile.places()).filter(r -> r > 0).ifPresent(places::add);
    for (int vectors : tile.panels().widths()) {
      places.descendingSet().forEach(p -> printTile(nest, lane, tile, p, vectors));
    }
  }

  private static void places(SingleNest nest, SingleNest.Tile tile, int vectors, Code code) {
    if (tile.place().isEmpty()) {
      code.statement(call(nest, tile, vectors, 1, ""));
      return;
    }
    Index place = tile.place().get();
    int whole = place.size() - place.size() % tile.places();
    if (whole == tile.places()) {
      code.statement(call(nest, tile, vectors, tile.places(), "0"));
    } else {
      code.open(NestPrinter.forLoop(place.name(), whole, tile.places()));
      code.statement(call(nest, tile, vectors, tile.places(), place.name()));
      code.close();
    }
    if (whole < place.size()) {
      code.statement(call(nest, tile, vectors, place.size() - whole, "" + whole));
    }
  }

  private static String call(
      SingleNest nest, SingleNest.Tile tile, int vectors, int places, String place) {
    StringBuilder call = new StringBuilder(name(nest, places, vectors)).append("(q, w, ");
    call.append(nest.lane().orElseThrow().name());
    nest.outer().forEach(i -> call.append(", ").append(i.name()));
    tile.place().ifPresent(_ -> call.append(", ").append(place));
    return call.append(")").toString();
  }

  private static String name(SingleNest nest, int places, int vectors) {
    return nest.nest().name() + "Tile" + places + "x" + vectors;
  }

  private void printTile(
      SingleNest nest, Index lane, SingleNest.Tile planned, int places, int vectors) {
    StringBuilder parameters = new StringBuilder(PARAMETERS).append(", int ").append(lane.name());
    nest.outer().forEach(i -> parameters.append(", int ").append(i.name()));
    planned.place().ifPresent(i -> parameters.append(", int ").append(i.name()));
    SingleTile.Row row =
        (frame, ahead) -> planned.place().map(p -> frame.ahead(p, ahead)).orElse(frame);
    SingleTile tile =
        new SingleTile(
            nest, SingleFrame.of(memory, nest.lane()), row, places, Columns.all(vectors));
    methods.add(
        name(nest, places, vectors), "", parameters.toString(), tile.body(dialect, methods));
  }
}
