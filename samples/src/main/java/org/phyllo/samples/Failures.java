package org.phyllo.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.phyllo.runtime.TrainingDivergedException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What a user gets to read when something goes wrong: one sentence, and the exit code. */
final class Failures {
  /** With {@code -Dphyllo.trace=true} the stack trace is printed too. */
  private static final String TRACE = "phyllo.trace";

  private Failures() {}

  /** Arguments that no command can run with. */
  static int wrongArguments(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    System.err.println(name(command) + ": " + WrongArguments.sentence(failure));
    CommandLine.UnmatchedArgumentException.printSuggestions(failure, command.getErr());
    System.err.println("'" + name(command) + " --help' tells what it takes.");
    trace(failure);
    return CommandLine.ExitCode.USAGE;
  }

  /** A command that ran and failed. */
  static int failed(Exception failure, CommandLine command, ParseResult arguments) {
    if (failure instanceof ParameterException parameter) {
      return wrongArguments(parameter, new String[0]);
    }
    System.err.println(name(command) + ": " + sentence(failure));
    trace(failure);
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }

  private static void trace(Exception failure) {
    if (Boolean.getBoolean(TRACE)) {
      failure.printStackTrace();
    }
  }

  static String sentence(Throwable failure) {
    String message = failure.getMessage();
    return switch (failure) {
      case UncheckedIOException wrapped when wrapped.getCause() instanceof FileSystemException e ->
          sentence(e);
      case NoSuchFileException e -> e.getFile() + ": there is no such file or folder";
      case AccessDeniedException e -> e.getFile() + ": access is denied";
      case NotDirectoryException e -> e.getFile() + ": is a file, expected a folder";
      case FileAlreadyExistsException e -> e.getFile() + ": is a file, expected a folder";
      case TrainingDivergedException e ->
          ("training diverged in epoch %d, batch %d: '%s' is no longer finite;"
                  + " try a smaller --learning-rate, for example a tenth")
              .formatted(e.epoch(), e.batch(), e.layer());
      case IOException _, UncheckedIOException _, IllegalArgumentException _ when message != null ->
          message;
      case RuntimeException e when isOurs(e) && message != null -> message;
      default ->
          "internal error: %s (start java with -D%s=true to see where)".formatted(failure, TRACE);
    };
  }

  /** Exceptions of this project are written to be read by its users. */
  private static boolean isOurs(RuntimeException failure) {
    return failure.getClass().getName().startsWith("org.phyllo.");
  }
}
