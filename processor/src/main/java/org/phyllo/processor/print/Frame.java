package org.phyllo.processor.print;

import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Index;

/** How the names in an expression are written at the place where it is printed. */
interface Frame {
  /** The array element that holds a value. */
  String element(Access access);

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
