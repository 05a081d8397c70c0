package org.phyllo.processor.testbed;

import java.util.Map;
import java.util.SortedMap;

/**
 * What javac made, all in memory.
 *
 * @param classes the class files by binary name
 * @param generated the sources that the processor wrote, by qualified name
 */
public record Compilation(Map<String, byte[]> classes, SortedMap<String, String> generated) {

  /** A loader of the classes; it sees what this test sees. */
  public ClassLoader loader() {
    return new ClassLoader(Compilation.class.getClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
          throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
      }
    };
  }
}
