package org.phyllo.processor.print;

import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Statement.Contract;
import org.phyllo.processor.ir.Statement.Store;
import org.phyllo.processor.plan.MemoryPlan;
import org.phyllo.processor.plan.RankUpdates;

/**
 * Prints a contraction as passes over sums in memory: {@code Begin} gives the sums of some rows
 * their initial values, each {@code Pass} adds a few products to them, {@code End} makes results of
 * them.
 */
final class RankUpdatePrinter {
  private static final String ROWS = ", int s, int first, int last";

  private final Dialect dialect;
  private final KernelMethods methods;
  private final RankUpdates updates;
  private final String name;
  private final Contract contract;
  private final Access result;
  private final Index row;
  private final Index reduced;
  private final KernelFrame frame;

  RankUpdatePrinter(
      Dialect dialect, MemoryPlan memory, KernelMethods methods, RankUpdates updates) {
    this.dialect = dialect;
    this.methods = methods;
    this.updates = updates;
    this.name = updates.tiled().nest().name();
    this.contract = updates.tiled().contract();
    this.result = updates.result();
    this.row = updates.tiled().row();
    this.reduced = updates.reduced();
    this.frame = KernelFrame.of(memory);
  }

  /** Adds the calls for so many vectors of samples at {@code s}. */
  void printCalls(int vectors, Code code) {
    String rows = "0, " + row.size();
    int strip = RankUpdates.STRIP;
    boolean isDivided = row.size() > strip;
    if (isDivided) {
      code.open(NestPrinter.forLoop("first", row.size(), strip));
      String last = "first + " + strip;
      boolean isWhole = row.size() % strip == 0;
      code.statement(
          "int last = " + (isWhole ? last : "Math.min(" + last + ", " + row.size() + ")"));
      rows = "first, last";
    }
    printCalls(begin(), vectors, rows, code);
    int size = reduced.size();
    int rest = size % updates.rank();
    code.open(NestPrinter.forLoop(reduced.name(), size - rest, updates.rank()));
    code.statement(pass(updates.rank(), vectors, rows, reduced.name()));
    code.close();
    if (rest > 0) {
      code.statement(pass(rest, vectors, rows, "" + (size - rest)));
    }
    printCalls(end(), vectors, rows, code);
    if (isDivided) {
      code.close();
    }
  }

  /** Begin and end take one vector, as neighbors have nothing in common there. */
  private void printCalls(Nest part, int vectors, String rows, Code code) {
    for (int vector = 0; vector < vectors; vector++) {
      String arrays = part.readsParameters() ? "(p, w, " : "(w, ";
      String s = vector == 0 ? "s" : "s + " + dialect.lanes();
      code.statement(part.name() + arrays + s + ", " + rows + ")");
    }
  }

  private String pass(int rank, int vectors, String rows, String place) {
    return passName(rank, vectors) + "(p, w, s, " + rows + ", " + place + ")";
  }

  private String passName(int rank, int vectors) {
    return name + "Pass" + rank + "x" + vectors;
  }

  private Nest begin() {
    Store store = Store.set(result, contract.initial());
    return new Nest(name + "Begin", "", Nest.Scope.SAMPLE, store);
  }

  private Nest end() {
    return new Nest(name + "End", "", Nest.Scope.SAMPLE, updates.tiled().ending(result));
  }

  /** Adds the methods that are called for two vectors and for one. */
  void printMethods() {
    printPart(begin());
    for (int vectors = updates.tiled().tile().width(); vectors > 0; vectors--) {
      printPass(updates.rank(), vectors);
      int rest = reduced.size() % updates.rank();
      if (rest > 0) {
        printPass(rest, vectors);
      }
    }
    printPart(end());
  }

  private void printPart(Nest part) {
    Code code = new Code();
    openRows(code);
    new NestPrinter(dialect, frame, code).print(part.body());
    code.close();
    String arrays = part.readsParameters() ? "float[] p, float[] w" : "float[] w";
    methods.add(part.name(), part.comment(), arrays + ROWS, code);
  }

  private void openRows(Code code) {
    code.open("for (int %1$s = first; %1$s < last; %1$s++)".formatted(row.name()));
  }

  /** The right factors stay in registers, while rows and their sums go by. */
  private void printPass(int rank, int vectors) {
    Code code = new Code();
    Tile tile = new Tile(dialect, code, contract, 1, vectors);
    Bases bases = Bases.in(code);
    Access right = contract.right().orElseThrow();
    for (int i = 0; i < rank; i++) {
      KernelFrame place = frame.from(bases).ahead(reduced, i);
      for (int vector = 0; vector < vectors; vector++) {
        tile.load(right, dialect.load(inVector(place, vector).element(right)));
      }
    }
    openRows(code);
    KernelFrame inLoop = frame.from(bases.within());
    tile.declare((_, vector) -> dialect.load(inVector(inLoop, vector).element(result)));
    Expression left = Expression.load(contract.left());
    for (int i = 0; i < rank; i++) {
      KernelFrame place = inLoop.ahead(reduced, i);
      tile.accumulate(
          _ -> dialect.value(left, place),
          vector -> dialect.load(inVector(place, vector).element(right)));
    }
    for (int vector = 0; vector < vectors; vector++) {
      String element = inVector(inLoop, vector).element(result);
      code.statement(dialect.store(element, false, tile.sum(0, vector)));
    }
    code.close();
    String parameters = "float[] p, float[] w" + ROWS + ", int " + reduced.name();
    methods.add(passName(rank, vectors), "", parameters, code);
  }

  private KernelFrame inVector(KernelFrame place, int vector) {
    return vector == 0 ? place : place.further(dialect.lanes());
  }
}
