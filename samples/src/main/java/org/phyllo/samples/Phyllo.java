package org.phyllo.samples;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program itself: the list of its commands. */
@Command(
    name = "phyllo",
    description = {
      "Neural networks, declared as annotated Java classes and compiled to plain",
      "Java. Each command is one lesson; COMMAND --help tells what it teaches.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nLessons:%n",
    footer = {
      "",
      "Without a command: phyllo digits, on handwritten digits that come along.",
      "Files go into the folder out, or the one given by --out."
    },
    subcommands = {
      GatesCommand.class,
      IrisCommand.class,
      DigitsCommand.class,
      DeepDigitsCommand.class,
      LenetCommand.class,
      ConvnetCommand.class,
      DeepConvnetCommand.class,
      FashionCommand.class,
      ResidualCommand.class,
      PretrainedCommand.class,
      PredictCommand.class,
      TraceCommand.class,
      InsideCommand.class,
      GradcheckCommand.class,
      BenchCommand.class,
      BenchInferCommand.class,
      BenchStartCommand.class
    })
final class Phyllo implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Print this help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Override
  public Integer call() {
    spec.commandLine().usage(System.out);
    return CommandLine.ExitCode.OK;
  }
}
