package org.phyllo.data.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads which way up a camera was held, which it writes into a JPEG file instead of turning the
 * pixels (Exif 2.3, tag 0x0112). Whatever is missing or odd counts as upright.
 */
final class ExifOrientation {
  private static final int UPRIGHT = 1;
  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int APP1 = 0xe1;
  private static final int APP0 = 0xe0;
  private static final int APP15 = 0xef;

  /** Two segments of the largest size: Exif's is the first or the second. */
  private static final int SEARCHED = 1 << 17;

  private ExifOrientation() {}

  /** The code, 1 to 8. */
  static int of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(ByteBuffer.wrap(in.readNBytes(SEARCHED)));
    }
  }

  static int of(ByteBuffer jpeg) {
    int at = 2;
    while (at + 4 <= jpeg.limit() && (jpeg.get(at) & 0xff) == 0xff) {
      int marker = jpeg.get(at + 1) & 0xff;
      int length = jpeg.getShort(at + 2) & 0xffff;
      if (marker < APP0 || marker > APP15 || length < 2 || length > jpeg.limit() - at - 2) {
        break;
      }
      ByteBuffer segment = jpeg.slice(at + 4, length - 2);
      if (marker == APP1 && startsWithExif(segment)) {
        return inTiff(segment.slice(6, segment.limit() - 6));
      }
      at += 2 + length;
    }
    return UPRIGHT;
  }

  private static boolean startsWithExif(ByteBuffer segment) {
    byte[] start = new byte[6];
    if (segment.limit() < start.length) {
      return false;
    }
    segment.get(0, start);
    return new String(start, StandardCharsets.ISO_8859_1).equals("Exif\0\0");
  }

  private static int inTiff(ByteBuffer tiff) {
    if (tiff.limit() < 8) {
      return UPRIGHT;
    }
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = tiff.getInt(4) & 0xffffffffL;
    if (directory > tiff.limit() - 2) {
      return UPRIGHT;
    }
    int entries = tiff.getShort((int) directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      long entry = directory + 2 + 12L * i;
      if (entry + 12 > tiff.limit()) {
        break;
      }
      int at = (int) entry;
      if (tiff.getShort(at) == TAG && tiff.getShort(at + 2) == SHORT) {
        int orientation = tiff.getShort(at + 8);
        return orientation >= 1 && orientation <= 8 ? orientation : UPRIGHT;
      }
    }
    return UPRIGHT;
  }
}
