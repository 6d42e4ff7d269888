package dev.warder.endtoend;

/// `examples/nginx` in a real nginx.
class NginxTest extends GatewayContract {
  NginxTest() {
    super(Gateway::nginx);
  }
}
