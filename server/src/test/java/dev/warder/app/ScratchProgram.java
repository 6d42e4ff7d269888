package dev.warder.app;

import java.nio.file.Path;

/// Makes a scratch folder, says where it is, and uses it until it is killed.
final class ScratchProgram {
  private ScratchProgram() {}

  public static void main(String[] args) throws Exception {
    try (Scratch made = Scratch.make(Path.of(args[0]), args[1])) {
      System.out.println(made.folder());
      System.out.flush();
      int _ = System.in.read();
    }
  }
}
