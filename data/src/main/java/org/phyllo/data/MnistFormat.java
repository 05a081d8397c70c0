package org.phyllo.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.phyllo.data.download.DownloadProgress;
import org.phyllo.data.download.Downloader;
import org.phyllo.data.download.RemoteFile;
import org.phyllo.data.file.IdxArray;
import org.phyllo.data.file.IdxReader;
import org.phyllo.runtime.InvalidFileException;

/**
 * A collection of images in the four files that MNIST made a custom of.
 *
 * @param name the collection's name
 * @param classNames the classes, label 0 first
 * @param train the training part's files
 * @param test the test part's files
 * @param mirrors folders on the web, each with all files
 * @param otherSource where else the files can be had, to follow "or from", or nothing
 */
record MnistFormat(
    String name,
    List<String> classNames,
    Part train,
    Part test,
    List<URI> mirrors,
    String otherSource) {
  private static final float FULL_INK = 255;

  /** One part's files as they are published, gzip and with the name's parts joined by '-'. */
  record Part(String name, RemoteFile images, RemoteFile labels) {}

  TrainTest read(Path folder) throws IOException {
    requireFiles(folder, train, test);
    return new TrainTest(readPart(folder, train), readPart(folder, test));
  }

  TrainTest readPixels(Path folder) throws IOException {
    requireFiles(folder, train, test);
    return new TrainTest(readPixels(folder, train), readPixels(folder, test));
  }

  Dataset read(Path folder, Part part) throws IOException {
    requireFiles(folder, part);
    return readPart(folder, part);
  }

  TrainTest download(Path folder, List<URI> from, DownloadProgress progress) throws IOException {
    List<RemoteFile> wanted =
        Stream.of(train.images, train.labels, test.images, test.labels)
            .filter(file -> find(folder, file).isEmpty())
            .toList();
    Downloader.from(from).progress(progress).fetch(name, wanted, folder);
    return read(folder);
  }

  private Dataset readPart(Path folder, Part part) throws IOException {
    // Scaled in place: the training part of MNIST alone is 188 MB of floats.
    return part(folder, part, true);
  }

  private Dataset readPixels(Path folder, Part part) throws IOException {
    return part(folder, part, false);
  }

  private Dataset part(Path folder, Part part, boolean normalize) throws IOException {
    IdxArray images = IdxReader.read(required(folder, part.images));
    IdxArray labels = IdxReader.read(required(folder, part.labels));
    int[] shape = images.shape();
    if (shape.length != 3) {
      throw new InvalidFileException(
          images.source(),
          "has shape " + Arrays.toString(shape) + ", expected images [count, height, width]");
    }
    if (labels.shape().length != 1) {
      throw new InvalidFileException(
          labels.source(),
          "has shape " + Arrays.toString(labels.shape()) + ", expected labels [count]");
    }
    if (labels.size() != shape[0]) {
      throw new InvalidFileException(
          labels.source(),
          "has "
              + labels.size()
              + " labels, expected "
              + shape[0]
              + ", one for each image of "
              + images.source());
    }
    requireLabels(labels);
    int[] inputShape = {1, shape[1], shape[2]};
    float[] pixels = images.toFloats(Rows.AHEAD);
    ValueScale scale = new ValueScale.Pixels(FULL_INK);
    if (normalize) {
      Scaling.toUnit(pixels, FULL_INK);
      scale = new ValueScale.Normalized(FULL_INK);
    }
    String partName = name + " " + part.name;
    return Dataset.owning(partName, inputShape, pixels, labels.toInts(), classNames, scale);
  }

  private void requireLabels(IdxArray labels) throws InvalidFileException {
    for (int i = 0; i < labels.size(); i++) {
      if (labels.value(i) >= classNames.size()) {
        throw new InvalidFileException(
            labels.source(),
            "label of sample "
                + i
                + " is "
                + labels.value(i)
                + ", expected 0 to "
                + (classNames.size() - 1));
      }
    }
  }

  private void requireFiles(Path folder, Part... parts) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new FileNotFoundException(
          folder + " is not a folder, expected one with " + name + "'s files");
    }
    List<String> missing = new ArrayList<>();
    for (Part part : parts) {
      for (RemoteFile file : List.of(part.images, part.labels)) {
        if (find(folder, file).isEmpty()) {
          missing.add(String.join(" or ", names(file)));
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new FileNotFoundException(
          folder
              + ": "
              + name
              + "'s files are missing: "
              + String.join("; ", missing)
              + ". They can be had from "
              + mirrors.get(0)
              + (otherSource.isEmpty() ? "" : ", or from " + otherSource));
    }
  }

  private static Path required(Path folder, RemoteFile file) throws FileNotFoundException {
    return find(folder, file)
        .orElseThrow(() -> new FileNotFoundException(folder.resolve(file.name()) + " is missing"));
  }

  private static Optional<Path> find(Path folder, RemoteFile file) {
    return names(file).stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
  }

  /** Packed or not, with '-' as published or with '.' as some unpackers name the files. */
  private static List<String> names(RemoteFile file) {
    String packed = file.name();
    String plain = packed.substring(0, packed.length() - ".gz".length());
    String dotted = plain.replace("-idx", ".idx");
    return List.of(packed, plain, dotted + ".gz", dotted);
  }
}
