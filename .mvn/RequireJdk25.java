/** Ends the build with one sentence where the newest JDK that Maven finds is too old. */
final class RequireJdk25 {
  public static void main(String[] args) {
    int found = Runtime.version().feature();
    if (found != 25) {
      System.err.println(
          "This build needs JDK 25, and finds only JDK "
              + found
              + ": install it, for example from https://adoptium.net/temurin/releases/?version=25"
              + " (if it is installed, let JAVA25_HOME name its folder).");
      System.exit(1);
    }
  }
}
