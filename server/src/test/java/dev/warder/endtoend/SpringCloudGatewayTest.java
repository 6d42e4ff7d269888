package dev.warder.endtoend;

/// `examples/spring-cloud-gateway` in a Spring Cloud Gateway of its own.
class SpringCloudGatewayTest extends GatewayContract {
  SpringCloudGatewayTest() {
    super(Gateway::springCloudGateway);
  }
}
