package org.phyllo.runtime;

/** The first samples of a data set. */
record FirstExamples(Examples all, int size) implements Examples {
  static Examples of(Examples all, int limit) {
    return all.size() <= limit ? all : new FirstExamples(all, limit);
  }

  @Override
  public int[] inputShape() {
    return all.inputShape();
  }

  @Override
  public int classes() {
    return all.classes();
  }

  @Override
  public int targetSize() {
    return all.targetSize();
  }

  @Override
  public void readInput(int index, float[] into, int at) {
    all.readInput(index, into, at);
  }

  @Override
  public void readTarget(int index, float[] into, int at) {
    all.readTarget(index, into, at);
  }
}
