package dev.warder.gateway;

import com.linecorp.armeria.common.MediaType;
import dev.warder.http.Call;
import dev.warder.http.Json;
import dev.warder.model.Fault;
import tools.jackson.databind.JsonNode;

/// The body of an AuthZEN question. Whatever is wrong with it, its type too, is 400.
final class AuthzenBody {
  private AuthzenBody() {}

  static JsonNode of(Call call) {
    return of(call, call.body().array());
  }

  static JsonNode of(Call call, byte[] bytes) {
    MediaType type = call.headers().contentType();
    if (type == null || !type.is(MediaType.JSON)) {
      throw new Fault.Invalid("send Content-Type: application/json");
    }
    JsonNode body = Json.read(bytes);
    if (!body.isObject()) {
      throw new Fault.Invalid("the body must be a JSON object");
    }
    return body;
  }
}
