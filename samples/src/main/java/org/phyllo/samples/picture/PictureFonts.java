package org.phyllo.samples.picture;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The fonts of all pictures. They come with the program, so a picture looks the same everywhere,
 * and can be drawn on a machine that has no fonts.
 */
public final class PictureFonts {
  private static final String REGULAR_FILE = "DejaVuSans.ttf";
  private static final String BOLD_FILE = "DejaVuSans-Bold.ttf";

  /** Names a file from which Java2D, on Linux, takes its logical fonts instead of fontconfig's. */
  private static final String FONT_CONFIGURATION = "sun.awt.fontconfig";

  private PictureFonts() {}

  /**
   * Loads the fonts. To be called before work whose result is to be drawn: Java2D and temporary
   * files register shutdown hooks, for which it is too late when Ctrl-C has ended that work.
   *
   * @throws IOException if there is no place for temporary files
   */
  public static void load() throws IOException {
    try {
      Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
      Text.left(graphics, "text", regular(12), Text.INK, 0, 0);
      Text.left(graphics, "text", bold(12), Text.INK, 0, 0);
      graphics.dispose();
    } catch (ExceptionInInitializerError e) {
      throw new IOException(
          "can't unpack the pictures' fonts into the folder for temporary files", e);
    }
  }

  static Font regular(float points) {
    return Loaded.REGULAR.deriveFont(points);
  }

  static Font bold(float points) {
    return Loaded.BOLD.deriveFont(points);
  }

  /** A holder class, as the fonts' loading has to wait for the configuration. */
  private static final class Loaded {
    static final Font REGULAR;
    static final Font BOLD;

    static {
      try {
        Path folder = Files.createTempDirectory("phyllo-fonts");
        folder.toFile().deleteOnExit(); // before its files: deleted in reverse order
        Path regular = unpack(REGULAR_FILE, folder);
        Path bold = unpack(BOLD_FILE, folder);
        if (isLinux() && System.getProperty(FONT_CONFIGURATION) == null) {
          Path configuration = writeConfiguration(folder, regular, bold);
          System.setProperty(FONT_CONFIGURATION, configuration.toString());
        }
        REGULAR = load(regular);
        BOLD = load(bold);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static boolean isLinux() {
      return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    }

    /**
     * Not from a stream: Java2D copies that into a file, and deletes it as soon as Ctrl-C comes.
     */
    private static Font load(Path file) throws IOException {
      try {
        return Font.createFont(Font.TRUETYPE_FONT, file.toFile());
      } catch (FontFormatException e) {
        throw new IOException(file.getFileName() + " is damaged", e);
      }
    }
  }

  /** Java2D fails on a Linux without fontconfig or fonts, whatever font one gives it. */
  private static Path writeConfiguration(Path folder, Path regular, Path bold) throws IOException {
    StringBuilder text = new StringBuilder("version=1\nsequence.allfonts=all\n");
    for (String family :
        new String[] {"dialog", "dialoginput", "sansserif", "serif", "monospaced"}) {
      for (String style : new String[] {"plain", "bold", "italic", "bolditalic"}) {
        String font = style.startsWith("bold") ? "DejaVu Sans Bold" : "DejaVu Sans";
        text.append("%s.%s.all=%s\n".formatted(family, style, font));
      }
    }
    text.append("filename.DejaVu_Sans=%s\n".formatted(regular));
    text.append("filename.DejaVu_Sans_Bold=%s\n".formatted(bold));
    Path file = folder.resolve("fontconfig.properties");
    file.toFile().deleteOnExit();
    return Files.writeString(file, text);
  }

  private static Path unpack(String name, Path folder) throws IOException {
    Path file = folder.resolve(name);
    file.toFile().deleteOnExit();
    try (InputStream in = resource(name)) {
      Files.copy(in, file);
    }
    return file;
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = PictureFonts.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException(name + " is missing in the program");
    }
    return in;
  }
}
