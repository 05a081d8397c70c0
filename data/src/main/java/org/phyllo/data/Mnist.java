package org.phyllo.data;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.phyllo.data.download.DownloadProgress;
import org.phyllo.data.download.RemoteFile;

/**
 * MNIST: handwritten digits of 28x28 pixels, 60,000 to train and 10,000 to test, by Yann LeCun and
 * Corinna Cortes; also any other folder of files in the same format with ten classes "0" to "9".
 *
 * <p>License of the images: Creative Commons Attribution-Share Alike 3.0. They don't come with the
 * library: read them from a folder, or download them once.
 *
 * @see FashionMnist
 */
public final class Mnist {
  static final MnistFormat FORMAT =
      new MnistFormat(
          "MNIST",
          List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
          new MnistFormat.Part(
              "train",
              new RemoteFile(
                  "train-images-idx3-ubyte.gz",
                  9_912_422,
                  "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
              new RemoteFile(
                  "train-labels-idx1-ubyte.gz",
                  28_881,
                  "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c")),
          new MnistFormat.Part(
              "test",
              new RemoteFile(
                  "t10k-images-idx3-ubyte.gz",
                  1_648_877,
                  "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
              new RemoteFile(
                  "t10k-labels-idx1-ubyte.gz",
                  4_542,
                  "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6")),
          List.of(
              URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
              URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"),
              URI.create("https://raw.githubusercontent.com/fgnt/mnist/master/")),
          "");

  private Mnist() {}

  /**
   * Reads both parts from a folder, normalized to 0..1.
   *
   * @param folder a folder with the four files, packed or not, as {@code
   *     train-images-idx3-ubyte.gz} or {@code train-images.idx3-ubyte} and so on
   * @return both parts, of shape {@code [1, 28, 28]} and ten classes
   * @throws java.io.FileNotFoundException if files are missing; the message lists them
   * @throws org.phyllo.runtime.InvalidFileException if a file is damaged, or the numbers of images
   *     and labels differ
   * @throws IOException if a file can't be read
   */
  public static TrainTest fromFolder(Path folder) throws IOException {
    return FORMAT.read(folder);
  }

  /**
   * Reads both parts from a folder as raw pixels of 0..255.
   *
   * @param folder a folder as for {@link #fromFolder}
   * @return both parts, of shape {@code [1, 28, 28]} and ten classes
   * @throws IOException as {@link #fromFolder}
   */
  public static TrainTest pixelsFromFolder(Path folder) throws IOException {
    return FORMAT.readPixels(folder);
  }

  /**
   * Reads only the training part from a folder, normalized to 0..1.
   *
   * @param folder a folder with the two files of the training part
   * @return the training part, of shape {@code [1, 28, 28]} and ten classes
   * @throws IOException as {@link #fromFolder}
   */
  public static Dataset trainFromFolder(Path folder) throws IOException {
    return FORMAT.read(folder, FORMAT.train());
  }

  /**
   * Reads only the test part from a folder, normalized to 0..1.
   *
   * @param folder a folder with the two files of the test part
   * @return the test part, of shape {@code [1, 28, 28]} and ten classes
   * @throws IOException as {@link #fromFolder}
   */
  public static Dataset testFromFolder(Path folder) throws IOException {
    return FORMAT.read(folder, FORMAT.test());
  }

  /**
   * Reads both parts from a folder, and downloads what is missing in it first.
   *
   * <p>Files are checked by their SHA-256; an interrupted download goes on where it stopped.
   *
   * @param cache the folder for the files, made if it does not exist
   * @return both parts, normalized to 0..1, of shape {@code [1, 28, 28]} and ten classes
   * @throws org.phyllo.data.download.DownloadException if no mirror could be reached; the message
   *     says what to do by hand
   * @throws IOException as {@link #fromFolder}
   */
  public static TrainTest download(Path cache) throws IOException {
    return download(cache, FORMAT.mirrors(), DownloadProgress.SILENT);
  }

  /**
   * As {@link #download(Path)}, from given mirrors and with a report of the progress.
   *
   * @param cache the folder for the files, made if it does not exist
   * @param mirrors folders on the web that hold the four files as published, tried in this order;
   *     each ends with a slash
   * @param progress is told how far the download is
   * @return both parts, normalized to 0..1, of shape {@code [1, 28, 28]} and ten classes
   * @throws IOException as {@link #download(Path)}
   */
  public static TrainTest download(Path cache, List<URI> mirrors, DownloadProgress progress)
      throws IOException {
    return FORMAT.download(cache, mirrors, progress);
  }

  /**
   * The mirrors that {@link #download(Path)} tries.
   *
   * @return folders on the web, in the order in which they are tried
   */
  public static List<URI> mirrors() {
    return FORMAT.mirrors();
  }
}
