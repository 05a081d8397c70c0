package org.phyllo.processor.declare;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * A place in the user's source that a problem can point at: an element, one of its annotations, a
 * value of that. Without an element (in tests that declare networks directly) it is nowhere.
 */
public record Location(
    @Nullable Element element,
    @Nullable AnnotationMirror annotation,
    @Nullable AnnotationValue value) {

  /** No place at all. */
  public static final Location NOWHERE = new Location(null, null, null);

  public static Location of(Element element) {
    return new Location(element, null, null);
  }
}
