package org.phyllo.samples;

import picocli.CommandLine;

/** The program's entry point. */
public final class Main {
  private Main() {}

  /**
   * Runs the sample that the arguments name, without arguments {@code digits}, and ends the JVM
   * with 0, or 2 where the arguments are wrong, or 1 where something else is.
   *
   * @param args the words of the command line
   */
  public static void main(String[] args) {
    // pictures are drawn into files; without this Java2D would look for a screen
    System.setProperty("java.awt.headless", "true");
    System.exit(run(args));
  }

  /** Runs a command line and returns its exit code. */
  static int run(String... args) {
    try {
      return commandLine().execute(args.length == 0 ? new String[] {"digits"} : args);
    } catch (OutOfMemoryError e) {
      System.err.println(
          "phyllo: not enough memory (%s): a smaller batch needs less, java -Xmx4g gives more"
              .formatted(e.getMessage()));
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Phyllo());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(Failures::wrongArguments);
    line.setExecutionExceptionHandler(Failures::failed);
    return line;
  }
}
