package org.phyllo.data;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.phyllo.data.download.DownloadProgress;
import org.phyllo.data.download.RemoteFile;

/**
 * Fashion-MNIST: pieces of clothing in 28x28 pixels, 60,000 to train and 10,000 to test, in MNIST's
 * format; by Zalando SE, MIT license.
 *
 * <p>The images don't come with the library: read them from a folder, or download them once. The
 * checksums of a download are those of the files that Zalando published; Debian's package {@code
 * dataset-fashion-mnist} has packed the same content anew, and its folder {@code
 * /usr/share/datasets/fashion-mnist} reads just as well.
 *
 * @see Mnist
 */
public final class FashionMnist {
  static final MnistFormat FORMAT =
      new MnistFormat(
          "Fashion-MNIST",
          List.of(
              "T-shirt/top",
              "Trouser",
              "Pullover",
              "Dress",
              "Coat",
              "Sandal",
              "Shirt",
              "Sneaker",
              "Bag",
              "Ankle boot"),
          new MnistFormat.Part(
              "train",
              new RemoteFile(
                  "train-images-idx3-ubyte.gz",
                  26_421_880,
                  "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
              new RemoteFile(
                  "train-labels-idx1-ubyte.gz",
                  29_515,
                  "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845")),
          new MnistFormat.Part(
              "test",
              new RemoteFile(
                  "t10k-images-idx3-ubyte.gz",
                  4_422_102,
                  "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
              new RemoteFile(
                  "t10k-labels-idx1-ubyte.gz",
                  5_148,
                  "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5")),
          List.of(
              URI.create(
                  "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),
              URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
              URI.create(
                  "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/")),
          "Debian's or Ubuntu's package dataset-fashion-mnist, which puts them into"
              + " /usr/share/datasets/fashion-mnist");

  private FashionMnist() {}

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
