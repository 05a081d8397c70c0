package org.phyllo.processor.print;

import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Index;

/** How the names in an expression are written at the place where it is printed. */
interface Frame {
  /** The array element that holds a value. */
  String element(Access access);

  /** Whether a value is the same for all lanes of a vector: unless told otherwise, of samples. */
  default boolean isUniform(Access access) {
    return !access.variable().perSample();
  }

  /** A loop's index. */
  String index(Index index);

  /** A local variable. */
  String local(String name);

  /** This frame, in a tile: every local has the tile's position behind its name. */
  default Frame inTile(String position) {
    Frame outer = this;
    return new Frame() {
      @Override
      public String element(Access access) {
        return outer.element(access);
      }

      @Override
      public boolean isUniform(Access access) {
        return outer.isUniform(access);
      }

      @Override
      public String index(Index index) {
        return outer.index(index);
      }

      @Override
      public String local(String name) {
        return outer.local(name) + position;
      }
    };
  }
}
