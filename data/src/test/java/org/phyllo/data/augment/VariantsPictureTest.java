package org.phyllo.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phyllo.data.Dataset;
import org.phyllo.runtime.Examples;

final class VariantsPictureTest {
  @TempDir Path folder;

  private final Dataset pixels =
      Dataset.regression(
              "pixels", new float[][] {{0, 51, 255, 102}, {1, 2, 3, 4}}, new float[][] {{0}, {0}})
          .reshaped(1, 2, 2);

  @Test
  void showsTheImagesAndThenTheirEpochs() throws IOException {
    Path file = folder.resolve("variants.png");
    Augmentation away = Augmentation.none().shift(10_000);
    VariantsPicture.write(file, pixels.augmented(away, 1), 2, 3);
    BufferedImage picture = ImageIO.read(file.toFile());
    assertThat(picture.getWidth()).isEqualTo(6 + 4 * 12);
    assertThat(picture.getHeight()).isEqualTo(6 + 2 * 12);
    assertThat(picture.getRaster().getSample(9, 6, 0)).isEqualTo(51);
    assertThat(picture.getRaster().getSample(8, 11, 0)).isEqualTo(255);
    assertThat(picture.getRaster().getSample(11, 23, 0)).isEqualTo(4);
    assertThat(picture.getRaster().getSample(18 + 3, 6, 0)).isZero();
  }

  @Test
  void refusesWhatIsNoPicture() {
    Path file = folder.resolve("variants.png");
    Examples images = pixels.augmented(Augmentation.none(), 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VariantsPicture.write(file, new Coordinates(1, 2, 2), 1, 1))
        .withMessage(
            "VariantsPicture: inputs have shape [2, 2, 2], expected images [1 or 3, height,"
                + " width]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VariantsPicture.write(file, images, 3, 1))
        .withMessage("VariantsPicture: 3 samples, expected 1 to 2");
    for (int epochs : new int[] {0, -1, Integer.MAX_VALUE}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> VariantsPicture.write(file, images, 1, epochs))
          .withMessageContaining(" epochs, expected at least 1");
    }
    assertThat(file).doesNotExist();
  }
}
