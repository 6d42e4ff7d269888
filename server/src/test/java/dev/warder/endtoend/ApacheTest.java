package dev.warder.endtoend;

/// `examples/apache` in a real Apache httpd.
class ApacheTest extends GatewayContract {
  ApacheTest() {
    super(Gateway::apache);
  }
}
