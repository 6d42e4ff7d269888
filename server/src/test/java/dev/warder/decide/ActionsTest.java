package dev.warder.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionsTest {
  @ParameterizedTest
  @CsvSource({
    "/orders/7, /orders/{id}",
    "/orders/7/items/8, /orders/{id}/items/{id}",
    "/users/5f0c6a52-07a1-4a2c-9a3e-1f2d3c4b5a69, /users/{id}",
    "/objects/507f1f77bcf86cd799439011, /objects/{id}",
    "/mail/ann@example.com/inbox, /mail/{id}/inbox",
    "/s3.amazonaws.com/ListBuckets, /s3.amazonaws.com/ListBuckets",
    "/, /",
    "/a/b/c/d/e/f/g, /a/b/c/d/e/f/**",
    "/facade, /facade",
    "/deadbeefcafe, /deadbeefcafe",
  })
  void identifiersAreTakenOutOfInferredTemplates(String path, String template) {
    assertThat(Actions.infer(path)).isEqualTo(template);
  }

  @Test
  void aSpecificPatternIsItsOwnTemplate() {
    Action action = Actions.of("PUT", RoutePattern.parse("* /v1/orders/{order}"), "/v1/orders/x");
    assertThat(action).isEqualTo(new Action("PUT", "write", "/v1/orders", "/v1/orders/{order}"));
  }
}
