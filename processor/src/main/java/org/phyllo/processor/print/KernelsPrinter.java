package org.phyllo.processor.print;

import static java.util.stream.Collectors.joining;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.plan.BatchSum;
import org.phyllo.processor.plan.GradientPlan;
import org.phyllo.processor.plan.MemoryPlan;
import org.phyllo.processor.plan.NetworkPlan;
import org.phyllo.processor.plan.RowTiles;
import org.phyllo.processor.plan.ScatterPlan;
import org.phyllo.processor.plan.Slot;
import org.phyllo.processor.plan.Stage;

/** Prints a network's kernels over {@code float}: the plain ones, or the vector ones. */
final class KernelsPrinter {
  private static final Modifier[] CONSTANT = {Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL};

  private static final String FORWARD =
      "float[] p, float[] x, int from, float[] w, int at, int samples";
  private static final String STAGE =
      "float[] p, float[] q, float[] g, float[] x, int[] rows, float[] w, int at, int count";
  private static final String PART_OF_STAGE = STAGE + ", int samples";
  private static final String BACKWARD = "float[] p, float[] g, float[] w, int at, int samples";
  private static final String PACK = "float[] p, float[] q";
  private static final String GRADIENT =
      "float[] g, float[] x, int[] rows, float[] w, float[] lanes, int samples, int task";

  /** The number in the batch of the sample whose column is at {@code at}. */
  static final String FIRST_SAMPLE = "at / BLOCK_FLOATS * BLOCK + at % BLOCK_FLOATS";

  /** Values of a sample up to which all are copied before the next sample's. */
  private static final int FEW_INPUTS = 16;

  /** The call that gives a block its columns of inputs in training. */
  static final String INPUT_COLUMNS =
      "inputColumns(x, 0, rows, " + FIRST_SAMPLE + ", w, at, samples)";

  private final NetworkPlan plan;
  private final MemoryPlan memory;
  private final Dialect dialect;
  private final KernelMethods methods = new KernelMethods();

  /** What is computed from rows of the input, which only vectors gain by. */
  private final List<RowTiles> inRows;

  private KernelsPrinter(NetworkPlan plan, Dialect dialect) {
    this.plan = plan;
    this.memory = plan.memory();
    this.dialect = dialect;
    this.inRows = dialect instanceof VectorDialect ? plan.inRows() : List.of();
  }

  static TypeSpec plain(NetworkPlan plan, ClassName name) {
    return new KernelsPrinter(plan, ScalarDialect.FLOAT)
        .print(
            name,
            "one sample at a time, in plain Java.\nComputes the same bits as {@link $T}.",
            GeneratedNames.of(plan.network().network()).vector());
  }

  static TypeSpec vector(NetworkPlan plan, ClassName name) {
    return new KernelsPrinter(plan, new VectorDialect())
        .print(
            name,
            "a vector of samples at a time.\nComputes the same bits as {@link $T}, at every width.",
            GeneratedNames.of(plan.network().network()).plain());
  }

  private TypeSpec print(ClassName name, String form, ClassName twin) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name)
            .addModifiers(Modifier.FINAL)
            .addSuperinterface(Types.KERNELS)
            .addJavadoc(
                "$L in {@code float}, " + form + "\n", plan.network().network().name(), twin)
            .addJavadoc(
                """

                <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
                blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
                column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
                line begins in an array that begins with one, its header being 16 bytes.
                {@code x} holds rows of input values, one for each sample, which begin where {@code rows}
                says.
                """);
    if (!inRows.isEmpty()) {
      type.addJavadoc(
          """

          <p>{@code q} holds copies of parameters: the weights that neighboring units have for an input lie
          side by side. Behind them sums wait to be turned into columns.
          """);
    }
    addConstants(type);
    type.addMethod(
        KernelMethods.overriding("forward", FORWARD, forward(plan.kernels().inference())).build());
    if (!inRows.isEmpty()) {
      type.addMethod(number("packedFloats", "LANES < 16 ? 0 : " + memory.packedFloats()));
      List<String> calls = inRows.stream().map(RowTilePrinter::packCall).toList();
      type.addMethod(
          KernelMethods.overriding("pack", PACK, methods.inParts("pack", PACK, calls)).build());
    }
    List<Stage> stages = plan.kernels().stages();
    type.addMethod(
        KernelMethods.overriding("stages", "", new Code().statement("return " + stages.size()))
            .returns(int.class)
            .build());
    type.addMethod(
        KernelMethods.overriding("stage", "int stage, " + STAGE, stages(stages)).build());
    type.addMethod(
        KernelMethods.overriding("tasks", "int stage", tasks(stages)).returns(int.class).build());
    type.addMethod(
        KernelMethods.overriding("task", "int stage, " + GRADIENT, tasksOf(stages)).build());
    type.addMethod(
        KernelMethods.overriding(
                "backwardInput",
                BACKWARD,
                methods.inParts("backwardInput", BACKWARD, calls(plan.kernels().inputGradient())))
            .build());
    printMethods();
    methods.addTo(type);
    return type.build();
  }

  private static MethodSpec number(String name, String value) {
    return KernelMethods.overriding(name, "", new Code().statement("return " + value))
        .returns(int.class)
        .build();
  }

  private void addConstants(TypeSpec.Builder type) {
    if (dialect instanceof VectorDialect) {
      VectorSupport.addFields(type);
    }
    type.addField(constant("BLOCK", memory.block()).addJavadoc("Samples in a block.\n").build());
    type.addField(
        constant("BLOCK_FLOATS", memory.trainingFloats())
            .addJavadoc("Floats of a block in training.\n")
            .build());
    type.addField(
        FieldSpec.builder(int[].class, "ROWS", CONSTANT)
            .initializer("$T.of(BLOCK, $L)", Types.STEPS, plan.network().input().whole().size())
            .addJavadoc("Where rows begin that lie one behind the other.\n")
            .build());
    memory.parameterSlots().forEach(slot -> type.addField(constant(slot).build()));
    if (!inRows.isEmpty()) {
      memory.packedSlots().forEach(slot -> type.addField(constant(slot).build()));
    }
    memory.blockSlots().forEach(slot -> type.addField(constant(slot).build()));
    plan.network()
        .constants()
        .forEach((variable, values) -> type.addField(table(variable, values)));
  }

  private static FieldSpec.Builder constant(Slot slot) {
    return constant(slot.constant(), slot.offset());
  }

  private static FieldSpec.Builder constant(String name, int value) {
    return FieldSpec.builder(TypeName.INT, name, CONSTANT).initializer("$L", value);
  }

  private FieldSpec table(Variable variable, List<Double> values) {
    return FieldSpec.builder(float[].class, memory.slot(variable).constant(), CONSTANT)
        .initializer("{$L}", values.stream().map(v -> v.floatValue() + "f").collect(joining(", ")))
        .build();
  }

  private Code forward(List<Nest> nests) {
    List<String> statements =
        new ArrayList<>(List.of("inputColumns(x, from, ROWS, 0, w, at, samples)"));
    statements.addAll(calls(nests));
    return methods.inParts("forward", FORWARD, statements);
  }

  private Code stages(List<Stage> stages) {
    List<List<String>> statements =
        IntStream.range(0, stages.size()).mapToObj(i -> statements(stages, i)).toList();
    boolean fitOneMethod = statements.stream().mapToInt(List::size).sum() <= Partition.STATEMENTS;
    Code code = new Code().statement("int samples = (count + 15) & -16");
    return code.add(
        eachStage(
            stages,
            i ->
                fitOneMethod || stages.size() == 1
                    ? methods.inParts("stage", PART_OF_STAGE, statements.get(i))
                    : methods.moved(
                        "stage" + i,
                        PART_OF_STAGE,
                        methods.inParts("stage" + i, PART_OF_STAGE, statements.get(i)))));
  }

  private List<String> statements(List<Stage> stages, int number) {
    List<String> statements = new ArrayList<>();
    if (number == 0 && inRows.isEmpty()) {
      statements.add(INPUT_COLUMNS);
    }
    for (Nest nest : stages.get(number).samples()) {
      Optional<RowTiles> tiles = inRows.stream().filter(t -> t.nest().equals(nest)).findFirst();
      statements.add(tiles.map(RowTilePrinter::call).orElse(SampleNestPrinter.call(nest)));
    }
    plan.inPanels(stages, number)
        .forEach(
            v -> statements.add(panels(v) + (isInput(v) ? "(x, rows, " : "(") + "w, at, samples)"));
    return statements;
  }

  private Code tasks(List<Stage> stages) {
    IntFunction<String> count =
        i -> "" + plan.sums(stages.get(i)).stream().mapToInt(BatchSum::tasks).sum();
    if (stages.size() == 1) {
      return new Code().statement("return " + count.apply(0));
    }
    Code code = new Code();
    code.open("return switch (stage)");
    for (int i = 0; i < stages.size(); i++) {
      boolean last = i == stages.size() - 1;
      code.statement((last ? "default" : "case " + i) + " -> " + count.apply(i));
    }
    return code.close("};");
  }

  private Code tasksOf(List<Stage> stages) {
    int branches = stages.stream().mapToInt(s -> plan.sums(s).size()).sum();
    return eachStage(
        stages,
        i -> {
          Code code = gradient(plan.sums(stages.get(i)), stages.size() == 1 ? "" : "" + i);
          return branches <= Partition.BRANCHES || stages.size() == 1
              ? code
              : methods.moved("task" + i, GRADIENT, code);
        });
  }

  /** What is done in each stage: as it is if there is one, or else in a switch. */
  private static Code eachStage(List<Stage> stages, IntFunction<Code> body) {
    if (stages.size() == 1) {
      return body.apply(0);
    }
    Code code = new Code();
    code.open("switch (stage)");
    for (int i = 0; i < stages.size(); i++) {
      boolean last = i == stages.size() - 1;
      code.open((last ? "default" : "case " + i) + " ->").add(body.apply(i)).close();
    }
    return code.close();
  }

  private static List<String> calls(List<Nest> nests) {
    return nests.stream().map(SampleNestPrinter::call).toList();
  }

  /** Tasks are numbered through all gradients. */
  private Code gradient(List<BatchSum> plans, String stage) {
    List<List<BatchSum>> parts = Partition.parts(plans, Partition.BRANCHES);
    if (parts.size() <= 1) {
      return gradients(plans, 0);
    }
    Code code = new Code();
    int first = 0;
    for (int i = 0; i < parts.size(); i++) {
      String method = "task" + stage + (stage.isEmpty() ? "" : "_") + (i + 1);
      methods.add(method, "", GRADIENT, gradients(parts.get(i), first));
      first += parts.get(i).stream().mapToInt(BatchSum::tasks).sum();
      String condition = "if (task < " + first + ")";
      if (i == 0) {
        code.open(condition);
      } else {
        code.next("else " + condition);
      }
      code.statement(method + "(g, x, rows, w, lanes, samples, task)");
    }
    return code.close();
  }

  private static Code gradients(List<BatchSum> gradients, int firstTask) {
    Code code = new Code();
    int first = firstTask;
    for (BatchSum gradient : gradients) {
      int end = first + gradient.tasks();
      if (first == firstTask) {
        code.open("if (task < " + end + ")");
      } else {
        code.next("else if (task < " + end + ")");
      }
      String task = first == 0 ? "task" : "task - " + first;
      code.statement(
          switch (gradient) {
            case GradientPlan g -> GradientPrinter.call(g, task);
            case ScatterPlan s -> ScatterPrinter.call(s, task);
          });
      first = end;
    }
    return gradients.isEmpty() ? code : code.close();
  }

  private void printMethods() {
    SampleNestPrinter nests = new SampleNestPrinter(dialect, memory, methods);
    inputColumns();
    plan.kernels().all().filter(n -> n.scope() == Nest.Scope.SAMPLE).forEach(nests::print);
    plan.inPanels().forEach(this::intoPanels);
    if (!plan.inPanels().stream().allMatch(KernelsPrinter::isInput)) {
      panel16();
    }
    if (dialect instanceof VectorDialect vectors) {
      for (RowTiles tiles : inRows) {
        boolean isFirst = tiles.equals(inRows.getFirst());
        new RowTilePrinter(vectors, memory, methods, tiles).print(isFirst, nests);
      }
    }
    GradientPrinter gradients = new GradientPrinter(dialect, memory, methods);
    ScatterPrinter scatters = new ScatterPrinter(memory, methods);
    for (BatchSum sum : plan.sums()) {
      switch (sum) {
        case GradientPlan g -> gradients.print(g);
        case ScatterPlan s -> scatters.print(s);
      }
    }
    if (dialect instanceof VectorDialect) {
      methods.add(VectorSupport.species());
    }
  }

  private void inputColumns() {
    Variable input = plan.network().input().whole();
    int size = input.size();
    String columns = "at + " + memory.slot(input).constant() + " + s";
    Code code = new Code();
    if (size <= FEW_INPUTS) {
      code.open("for (int s = 0; s < samples; s++)");
      code.statement("int row = from + rows[first + s]");
      code.statement("int column = " + columns);
      for (int i = 0; i < size; i++) {
        code.statement("w[column%s] = x[row%s]".formatted(blocksFurther(i), ahead(i)));
      }
    } else {
      code.open("for (int s = 0; s < samples; s += 16)");
      code.statement("inputColumns16(x, from, rows, first + s, w, " + columns + ")");
      inputColumns16(size);
    }
    code.close();
    String comment = "Copies the samples' input rows into columns.";
    String parameters =
        "float[] x, int from, int[] rows, int first, float[] w, int at, int samples";
    methods.add("inputColumns", comment, parameters, code);
  }

  private static String blocksFurther(int value) {
    return value == 0 ? "" : value == 1 ? " + BLOCK" : " + " + value + " * BLOCK";
  }

  /**
   * Two values of sixteen samples at a time: HotSpot takes so long a method for itself. As a part
   * of its callers it was seen to take a third longer.
   */
  private void inputColumns16(int size) {
    int even = size - size % 2;
    Code sixteen = new Code();
    for (int sample = 0; sample < 16; sample++) {
      sixteen.statement("int row%d = from + rows[first%s]".formatted(sample, ahead(sample)));
    }
    if (even > 0) {
      sixteen.open(
          "for (int i = 0, column = columns; i < %d; i += 2, column += 2 * BLOCK)".formatted(even));
      copy16("column", " + i", sixteen);
      copy16("column + BLOCK", " + i + 1", sixteen);
      sixteen.close();
    }
    if (even < size) {
      copy16(even == 0 ? "columns" : "columns + " + even + " * BLOCK", ahead(even), sixteen);
    }
    String parameters = "float[] x, int from, int[] rows, int first, float[] w, int columns";
    methods.add("inputColumns16", "", parameters, sixteen);
  }

  private static void copy16(String column, String value, Code code) {
    for (int sample = 0; sample < 16; sample++) {
      code.statement("w[%s%s] = x[row%d%s]".formatted(column, ahead(sample), sample, value));
    }
  }

  private static boolean isInput(Variable variable) {
    return variable.role() == Variable.Role.INPUT;
  }

  private static String panels(Variable variable) {
    return variable.name() + "Panels";
  }

  private void intoPanels(Variable variable) {
    String comment =
        "Copies %s so that %d values of a sample lie side by side."
            .formatted(variable.name(), MemoryPlan.PANEL);
    Code code = isInput(variable) ? ofRows(variable) : ofColumns(variable);
    String parameters = "float[] w, int at, int samples";
    methods.add(
        panels(variable),
        comment,
        isInput(variable) ? "float[] x, int[] rows, " + parameters : parameters,
        code);
  }

  private Code ofRows(Variable input) {
    int start = memory.inRow(input);
    Code code = new Code();
    code.statement("int column = at % BLOCK_FLOATS");
    code.statement("int first = at / BLOCK_FLOATS * BLOCK + column");
    code.open("for (int s = 0; s < samples; s++)");
    code.statement("int row = rows[first + s]" + ahead(start));
    code.open(NestPrinter.forLoop("k", input.size(), MemoryPlan.PANEL));
    code.statement(
        "System.arraycopy(x, row + k, w, %s, %s)".formatted(panel(input), values(input)));
    return code.close().close();
  }

  private Code ofColumns(Variable variable) {
    Code code = new Code();
    code.statement("int column = at % BLOCK_FLOATS");
    code.open("for (int s = 0; s < samples; s += 16)");
    code.open(NestPrinter.forLoop("k", variable.size(), MemoryPlan.PANEL));
    code.statement(
        "panel16(w, %s, at + %s + k * BLOCK + s, %s)"
            .formatted(panel(variable), memory.slot(variable).constant(), values(variable)));
    return code.close().close();
  }

  private String panel(Variable variable) {
    String constant = memory.panels(variable).orElseThrow().constant();
    int panel = MemoryPlan.PANEL;
    return "at + %s + k * BLOCK + s * %d + column * %d".formatted(constant, panel, panel - 1);
  }

  /** How many values from {@code k} on are in a panel. */
  private static String values(Variable variable) {
    int size = variable.size();
    int panel = MemoryPlan.PANEL;
    return size % panel == 0 ? "" + panel : "Math.min(%d, %d - k)".formatted(panel, size);
  }

  /** Sixteen samples are written out: a loop over them would take twice the time. */
  private void panel16() {
    Code sixteen = new Code();
    sixteen.open(
        "for (int row = rows, column = columns; row < rows + values; row++, column += BLOCK)");
    for (int sample = 0; sample < 16; sample++) {
      String row = "row" + ahead(sample * MemoryPlan.PANEL);
      sixteen.statement("w[%s] = w[column%s]".formatted(row, ahead(sample)));
    }
    sixteen.close();
    methods.add("panel16", "", "float[] w, int rows, int columns, int values", sixteen);
  }

  static String ahead(int distance) {
    return distance == 0 ? "" : " + " + distance;
  }
}
