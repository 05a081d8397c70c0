package org.phyllo.samples;

/** The program's entry point. */
public final class Main {
  private Main() {}

  /** Runs the sample that the arguments name. */
  public static void main(String[] args) {
    System.out.println("phyllo samples " + String.join(" ", args));
  }
}
