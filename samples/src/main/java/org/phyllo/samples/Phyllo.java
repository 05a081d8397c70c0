package org.phyllo.samples;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program itself: the list of its commands. */
@Command(
    name = "phyllo",
    description = {
      "Neural networks, declared as annotated Java classes and compiled to plain Java.",
      "Each command is one lesson; each tells by --help what is to be learned from it.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nLessons, easiest first:%n",
    footer = {
      "",
      "Without a command it trains on handwritten digits that come with it: phyllo digits",
      "What a command writes goes into the folder out, or the one given by --out."
    },
    mixinStandardHelpOptions = true,
    version = "phyllo samples",
    subcommands = {
      GatesCommand.class,
      IrisCommand.class,
      DigitsCommand.class,
      DeepDigitsCommand.class,
      PretrainedCommand.class,
      PredictCommand.class,
      GradcheckCommand.class,
      BenchCommand.class
    })
final class Phyllo implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(System.out);
    return CommandLine.ExitCode.OK;
  }
}
