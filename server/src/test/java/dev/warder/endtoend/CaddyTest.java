package dev.warder.endtoend;

/// `examples/caddy` in a real Caddy.
class CaddyTest extends GatewayContract {
  CaddyTest() {
    super(Gateway::caddy);
  }
}
