package org.phyllo.runtime.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.phyllo.runtime.InvalidFileException;

/**
 * Parses the JSON header of a safetensors file, and just that: an object of tensors, each with
 * {@code dtype}, {@code shape} and {@code data_offsets}, and one of strings, {@code __metadata__}.
 * Anything else is an error where it stands, so nothing nests deeper than the format does.
 */
final class HeaderParser {
  private static final String METADATA = "__metadata__";

  /** More than any tensor has; keeps a header from being one endless shape. */
  private static final int MAX_RANK = 32;

  private static final int MAX_NAME = 1000;

  /** The most digits that always fit a long. */
  private static final int MAX_DIGITS = 18;

  private final Path file;
  private final JsonScanner json;
  private final Map<String, String> metadata = new HashMap<>();
  private final List<TensorEntry> entries = new ArrayList<>();

  HeaderParser(Path file, String text) {
    this.file = file;
    this.json = new JsonScanner(file, text);
  }

  void parse() throws InvalidFileException {
    Set<String> names = new HashSet<>();
    json.begin('{');
    while (json.hasNext('}')) {
      String name = json.key(names, MAX_NAME);
      if (name.equals(METADATA)) {
        parseMetadata();
      } else {
        entries.add(parseEntry(name));
      }
    }
    json.end();
  }

  Map<String, String> metadata() {
    return metadata;
  }

  List<TensorEntry> entries() {
    return entries;
  }

  private void parseMetadata() throws InvalidFileException {
    Set<String> names = new HashSet<>();
    json.begin('{');
    while (json.hasNext('}')) {
      String name = json.key(names, MAX_NAME);
      metadata.put(name, json.string(Integer.MAX_VALUE));
    }
  }

  private TensorEntry parseEntry(String name) throws InvalidFileException {
    Set<String> fields = new HashSet<>();
    @Nullable DataType type = null;
    long @Nullable [] shape = null;
    long @Nullable [] offsets = null;
    json.begin('{');
    while (json.hasNext('}')) {
      String field = json.key(fields, MAX_NAME);
      switch (field) {
        case "dtype" -> type = parseType(name);
        case "shape" -> shape = parseNumbers(MAX_RANK);
        case "data_offsets" -> offsets = parseNumbers(2);
        default ->
            throw json.error(
                "tensor '%s' has '%s', expected dtype, shape and data_offsets"
                    .formatted(name, field));
      }
    }
    if (type == null || shape == null || offsets == null || offsets.length != 2) {
      throw json.error(
          "tensor '%s' is incomplete, expected dtype, shape and two data_offsets".formatted(name));
    }
    TensorEntry entry = new TensorEntry(name, type, shape, offsets[0], offsets[1]);
    entry.checkSize(file);
    return entry;
  }

  private DataType parseType(String tensor) throws InvalidFileException {
    String name = json.string(MAX_NAME);
    DataType type = DataType.named(name);
    if (type == null) {
      throw json.error(
          "tensor '%s' is of type '%s', expected one of %s"
              .formatted(tensor, name, List.of(DataType.values())));
    }
    return type;
  }

  private long[] parseNumbers(int limit) throws InvalidFileException {
    List<Long> numbers = new ArrayList<>();
    json.begin('[');
    while (json.hasNext(']')) {
      if (numbers.size() == limit) {
        throw json.error("another number, expected at most " + limit);
      }
      numbers.add(json.number(MAX_DIGITS));
    }
    long[] all = new long[numbers.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = numbers.get(i);
    }
    return all;
  }
}
