package org.phyllo.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.phyllo.data.file.CsvReader;
import org.phyllo.data.file.CsvTable;

/** Reads the tables that are resources of this library. */
final class BundledFile {
  private BundledFile() {}

  static CsvTable read(CsvReader reader, String name) {
    try (InputStream in = BundledFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException("resource org/phyllo/data/" + name + " is missing");
      }
      return reader.read(in, name);
    } catch (IOException e) {
      throw new UncheckedIOException("this copy of Phyllo is damaged: " + e.getMessage(), e);
    }
  }
}
