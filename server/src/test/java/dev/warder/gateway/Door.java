package dev.warder.gateway;

import dev.warder.House;
import dev.warder.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// The same question in each dialect, and what the client would be told.
enum Door {
  NGINX {
    @Override
    Wire.Answer ask(House house, Question question) throws IOException {
      return Wire.send(house.port(), original(house, "/authz/nginx", question), new byte[0]);
    }

    @Override
    int status(Wire.Answer answer) {
      return answer.status() == 200 ? 200 : Integer.parseInt(answer.header("X-Warder-Status"));
    }
  },

  FORWARD {
    @Override
    Wire.Answer ask(House house, Question question) throws IOException {
      List<String> head = begin(house, "/authz/forward", question);
      head.add("X-Forwarded-Method: " + question.method());
      head.add("X-Forwarded-Uri: " + question.target());
      if (question.host() != null) {
        head.add("X-Forwarded-Host: " + question.host());
      }
      if (question.source() != null) {
        head.add("X-Forwarded-For: " + question.source());
      }
      return Wire.send(house.port(), head, new byte[0]);
    }

    @Override
    int status(Wire.Answer answer) {
      return answer.status();
    }
  },

  HAPROXY {
    @Override
    Wire.Answer ask(House house, Question question) throws IOException {
      return Wire.send(house.port(), original(house, "/authz/haproxy", question), new byte[0]);
    }

    @Override
    int status(Wire.Answer answer) {
      return answer.status();
    }
  },

  ENVOY {
    @Override
    Wire.Answer ask(House house, Question question) throws IOException {
      String path = "/authz/envoy" + question.target();
      List<String> head = begin(house, path, question);
      head.set(0, question.method() + " " + path + " HTTP/1.1");
      if (question.source() != null) {
        head.add("X-Forwarded-For: " + question.source());
      }
      return Wire.send(house.port(), question.host(), head, new byte[0]);
    }

    @Override
    int status(Wire.Answer answer) {
      return answer.status();
    }
  },

  ENVOY_GRPC {
    @Override
    Wire.Answer ask(House house, Question question) throws IOException {
      return Envoy.check(house.port(), house.gatewayKey, question);
    }

    @Override
    int status(Wire.Answer answer) {
      return answer.status();
    }
  },

  NATIVE {
    @Override
    Wire.Answer ask(House house, Question question) throws IOException {
      Map<String, Object> headers = new LinkedHashMap<>();
      if (!question.authorization().isEmpty()) {
        headers.put("authorization", question.authorization());
      }
      for (String line : question.more()) {
        String[] parts = line.split(": ", 2);
        headers.put(parts[0], parts[1]);
      }
      Map<String, Object> request = new LinkedHashMap<>();
      request.put("method", question.method());
      request.put("host", question.host());
      request.put("path", question.target());
      request.put("sourceIp", question.source());
      request.put("headers", headers);
      return house.decide(JSON.writeValueAsBytes(Map.of("request", request)));
    }

    @Override
    int status(Wire.Answer answer) {
      return JSON.readTree(answer.body()).get("status").intValue();
    }
  };

  private static final JsonMapper JSON = JsonMapper.builder().build();

  abstract Wire.Answer ask(House house, Question question) throws IOException;

  /// What the client is told in the end.
  abstract int status(Wire.Answer answer);

  int statusOf(House house, Question question) throws IOException {
    return status(ask(house, question));
  }

  private static List<String> original(House house, String path, Question question) {
    List<String> head = begin(house, path, question);
    head.add("X-Original-Method: " + question.method());
    head.add("X-Original-URI: " + question.target());
    if (question.host() != null) {
      head.add("X-Original-Host: " + question.host());
    }
    if (question.source() != null) {
      head.add("X-Real-IP: " + question.source());
    }
    return head;
  }

  private static List<String> begin(House house, String path, Question question) {
    List<String> head = new ArrayList<>();
    head.add("GET " + path + " HTTP/1.1");
    head.add("X-Warder-Gateway-Key: " + house.gatewayKey);
    question.authorization().forEach(value -> head.add("Authorization: " + value));
    head.addAll(question.more());
    return head;
  }
}
