package dev.warder.endtoend;

/// `examples/haproxy` in a real HAProxy.
class HaproxyTest extends GatewayContract {
  HaproxyTest() {
    super(Gateway::haproxy);
  }
}
