package org.phyllo.processor.plan;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.lower.LoweredNetwork;
import org.phyllo.processor.lower.LoweredParameter;
import org.phyllo.processor.lower.LoweredStatistic;
import org.phyllo.processor.lower.Parts;

/**
 * Where everything lies. Parameters are one flat array; a block holds the values of a few samples,
 * samples innermost, so that a vector is the same value of neighboring samples. What inference
 * touches comes first, the network's input gradient last.
 */
public final class MemoryPlan {
  /** Samples in a block of the widest vectors: 16 lanes. */
  static final int NARROW = 16;

  /**
   * Two of the widest vectors: tiles of two vectors use each weight twice, and their input stays in
   * the first-level cache while all units pass over it.
   */
  private static final int WIDE = 32;

  /**
   * Floats of a sample from which on a block has one vector: a megabyte for two of them, the
   * second-level cache of a core or half of it. What takes so much are the images of convolutions,
   * whose tiles can have neighboring pixels instead.
   */
  private static final int MANY_FLOATS = (1 << 18) / WIDE;

  /**
   * A sample's values in a panel: two 512-bit vectors. What one task of a gradient reads of a block
   * is thus one page or less, and in all sets of the first-level cache.
   */
  public static final int PANEL = 32;

  private final Constants constants =
      new Constants("BLOCK", "BLOCK_FLOATS", "ROWS", "SPECIES", "LANES");
  private final Map<Variable, Slot> slots = new LinkedHashMap<>();
  private final Map<Variable, Slot> panels = new LinkedHashMap<>();

  /** Parameters in what is packed for training. */
  private final Map<Variable, Slot> packed = new LinkedHashMap<>();

  /** Where sixteen samples' sums wait to be turned into columns, behind what is packed. */
  private Optional<Slot> rowSums = Optional.empty();

  /** Where the parts of the input begin in a row of it. */
  private final Map<Variable, Integer> inRow = new HashMap<>();

  private final int block;
  private final int inputRows;
  private final int inferenceFloats;
  private final int trainingFloats;
  private final int parameterFloats;
  private final int packedFloats;

  MemoryPlan(
      LoweredNetwork network,
      List<Variable> gradients,
      List<Variable> kept,
      List<Variable> inPanels,
      List<RowTiles> inRows) {
    long floats =
        Stream.of(network.activations(), gradients, kept, inPanels)
            .flatMap(List::stream)
            .mapToLong(Variable::size)
            .sum();
    this.block = floats > MANY_FLOATS ? NARROW : WIDE;
    network.input().parts().forEach(part -> inRow.put(part, network.input().offset(part)));
    int at = Slot.FIRST;
    at = place(network.input(), at);
    for (Variable activation : network.activations()) {
      at = place(activation, at);
    }
    at = placeAll(kept, Variable.Role.ACTIVATION, at);
    inputRows = at;
    inferenceFloats = behind(network.input().whole().size(), at);
    at = place(network.target(), at);
    at = place(network.share(), at);
    at = place(network.loss(), at);
    for (Variable noise : network.noise()) {
      at = place(noise, at);
    }
    for (Variable gradient : gradients) {
      at = place(gradient, at);
    }
    at = placeAll(kept, Variable.Role.GRADIENT, at);
    for (Variable copied : inPanels) {
      at = placePanels(copied, at);
    }
    int packed = Slot.FIRST;
    for (RowTiles tiles : inRows) {
      packed = pack(tiles.weights(), "Panels", tiles.padded() * tiles.inputs(), packed);
      if (tiles.bias().isPresent()) {
        packed = pack(tiles.bias().get(), "Panel", tiles.padded(), packed);
      }
    }
    if (!inRows.isEmpty()) {
      int width = inRows.stream().mapToInt(RowTiles::padded).max().getAsInt();
      rowSums = Optional.of(new Slot(constants.of("rowSums"), packed));
      packed += width * Slot.LINE;
    }
    packedFloats = packed;
    int end = place(network.dInput(), at);
    trainingFloats = (int) Math.min(Integer.MAX_VALUE, end + (long) Slot.LINE - Slot.FIRST);
    int offset = 0;
    for (LoweredParameter parameter : network.parameters()) {
      Slot slot = new Slot(constants.of(parameter.value().name()), offset);
      slots.put(parameter.value(), slot);
      slots.put(parameter.gradient(), slot);
      offset += parameter.value().size();
    }
    for (LoweredStatistic statistic : network.statistics()) {
      Slot slot = new Slot(constants.of(statistic.running().name()), offset);
      slots.put(statistic.running(), slot);
      slots.put(statistic.ofBatch(), slot);
      offset += statistic.running().size();
    }
    parameterFloats = offset;
    network.constants().keySet().forEach(c -> slots.put(c, new Slot(constants.of(c.name()), 0)));
  }

  /** A whole, and its parts within it. */
  private int place(Parts parts, int at) {
    for (Variable part : parts.parts()) {
      if (!part.equals(parts.whole())) {
        slots.put(part, new Slot(constants.of(part.name()), at + parts.offset(part) * block));
      }
    }
    return place(parts.whole(), at);
  }

  private int placeAll(List<Variable> variables, Variable.Role role, int start) {
    int at = start;
    for (Variable variable : variables) {
      at = variable.role() == role ? place(variable, at) : at;
    }
    return at;
  }

  private int place(Variable variable, int at) {
    slots.put(variable, new Slot(constants.of(variable.name()), at));
    return behind(variable.size(), at);
  }

  /**
   * Where what follows so many values begins; no further than the longest array, to be told by it.
   */
  private int behind(int values, int at) {
    return (int) Math.min(Integer.MAX_VALUE, at + (long) values * block);
  }

  private int pack(Variable parameter, String form, int floats, int at) {
    packed.put(parameter, new Slot(constants.of(parameter.name() + form), at));
    return at + floats;
  }

  private int placePanels(Variable variable, int at) {
    panels.put(variable, new Slot(constants.of(variable.name() + "Panels"), at));
    return behind(Math.ceilDiv(variable.size(), PANEL) * PANEL, at);
  }

  /** Where a variable lies; a parameter's gradient lies where the parameter does. */
  public Slot slot(Variable variable) {
    return Optional.ofNullable(slots.get(variable)).orElseThrow();
  }

  /** Where inputs may be in inference, each sample's values side by side. */
  public int inputRows() {
    return inputRows;
  }

  /** Where an input begins in a row of all inputs. */
  public int inRow(Variable input) {
    return inRow.getOrDefault(input, 0);
  }

  /**
   * Where the copy of a variable lies in panels: so many of a sample's values side by side, and
   * behind them the same ones of the next sample.
   */
  public Optional<Slot> panels(Variable variable) {
    return Optional.ofNullable(panels.get(variable));
  }

  /** Where a parameter lies in what is packed for training. */
  public Slot packed(Variable parameter) {
    return Optional.ofNullable(packed.get(parameter)).orElseThrow();
  }

  /** What is packed and what is computed beside it, in the order of its offsets. */
  public List<Slot> packedSlots() {
    return Stream.concat(packed.values().stream(), rowSums.stream()).toList();
  }

  /** Floats of what is packed for training, and of what is computed beside it. */
  public int packedFloats() {
    return packedFloats;
  }

  /** Where sixteen samples' sums wait to be turned into columns, in rows. */
  public Slot rowSums() {
    return rowSums.orElseThrow();
  }

  /** All slots, in the order of their offsets: first those of a block. */
  public List<Slot> blockSlots() {
    return Stream.concat(
            panels.values().stream(),
            slots.entrySet().stream().filter(e -> e.getKey().perSample()).map(Map.Entry::getValue))
        .sorted(Comparator.comparingInt(Slot::offset))
        .toList();
  }

  /** The slots of the parameters, in the order of their offsets. */
  public List<Slot> parameterSlots() {
    return slots.entrySet().stream()
        .filter(
            e ->
                e.getKey().role() == Variable.Role.PARAMETER
                    || e.getKey().role() == Variable.Role.RUNNING_STATISTIC)
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Samples in a block. */
  public int block() {
    return block;
  }

  /** Whether a block has two of the widest vectors. */
  public boolean isWide() {
    return block == WIDE;
  }

  /** Floats of a block in inference. */
  public int inferenceFloats() {
    return inferenceFloats;
  }

  /** Whether a block is no longer than an array can be. */
  public boolean fitsArray() {
    return trainingFloats < Integer.MAX_VALUE - Long.BYTES;
  }

  /** Floats of a block in training. */
  public int trainingFloats() {
    return trainingFloats;
  }

  /** Length of the flat parameters. */
  public int parameterFloats() {
    return parameterFloats;
  }
}
