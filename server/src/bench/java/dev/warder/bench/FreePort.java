package dev.warder.bench;

import java.io.IOException;
import java.net.ServerSocket;

/// Prints a port that nobody listens on.
final class FreePort {
  private FreePort() {}

  public static void main(String[] args) throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      System.out.println(socket.getLocalPort());
    }
  }
}
