package dev.warder.api;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.warder.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/// What an operation answers. Nothing of it may be kept by caches on the way.
record Answer(int status, MediaType type, byte[] body, Map<String, String> headers)
    implements Reply {

  /// @param members writes what is between the braces
  static Answer json(int status, Consumer<JsonGenerator> members) {
    byte[] body =
        Json.write(out -> {
          out.writeStartObject();
          members.accept(out);
          out.writeEndObject();
        });
    return new Answer(status, MediaType.JSON, body, Map.of());
  }

  static Answer text(MediaType type, String text) {
    return new Answer(200, type, text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, type, body, more);
  }

  @Override
  public HttpResponse toHttpResponse() {
    ResponseHeadersBuilder builder =
        ResponseHeaders.builder(status)
            .contentType(type)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    headers.forEach(builder::set);
    return HttpResponse.of(builder.build(), HttpData.wrap(body));
  }
}
