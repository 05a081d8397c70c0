package org.phyllo.samples;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line in words of its user, not of Java. */
final class WrongArguments {
  private static final Map<Class<?>, String> EXPECTED =
      Map.of(
          int.class, "a whole number",
          Integer.class, "a whole number",
          long.class, "a whole number",
          double.class, "a number",
          Double.class, "a number");

  private WrongArguments() {}

  static String sentence(ParameterException failure) {
    ArgSpec argument = failure.getArgSpec();
    String value = failure.getValue();
    if (failure instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    String itsOwn = String.valueOf(failure.getMessage());
    if (argument == null || value == null) {
      return itsOwn;
    }
    String expected = expected(argument.auxiliaryTypes()[0], value);
    return expected == null
        ? itsOwn
        : "%s %s, expected %s".formatted(name(argument), value, expected);
  }

  private static @Nullable String expected(Class<?> type, String value) {
    if (type.isEnum()) {
      return "one of " + names(type);
    }
    return value.matches("\\d{10,}") ? "a smaller number" : EXPECTED.get(type);
  }

  private static String unmatched(UnmatchedArgumentException failure) {
    String first = failure.getUnmatched().getFirst();
    if (first.startsWith("-")) {
      return "there is no option " + first;
    }
    return failure.getCommandLine().getSubcommands().isEmpty()
        ? "can't do anything with '" + first + "'"
        : "there is no command '" + first + "'";
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String names(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
