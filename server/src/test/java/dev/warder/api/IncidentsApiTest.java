package dev.warder.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.monitor.Detection;
import dev.warder.monitor.Severity;
import dev.warder.monitor.Subject;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class IncidentsApiTest {
  @TempDir Path folder;
  private Office office;

  @BeforeEach
  void open() throws Exception {
    office = new Office(folder);
    for (String principal : new String[] {"alice", "bob", "carol"}) {
      office.incidents.add(
          new Detection(
              "scraping",
              Instant.parse("2026-11-23T10:00:00Z"),
              Subject.principal(principal),
              "tok_1",
              "dec_1",
              principal.equals("bob") ? Severity.HIGH : Severity.LOW,
              "much"));
    }
  }

  @AfterEach
  void close() throws Exception {
    office.close();
  }

  @Test
  void incidentsAreListedPageByPageAndFiltered() throws Exception {
    JsonNode page = Office.json(200, office.get("/v1/incidents?limit=2"));
    assertThat(page.path("items").size()).isEqualTo(2);
    String cursor = page.path("cursor").asString();
    JsonNode rest = Office.json(200, office.get("/v1/incidents?limit=2&cursor=" + cursor));
    assertThat(rest.path("items").size()).isEqualTo(1);
    assertThat(rest.path("cursor").isNull()).isTrue();
    JsonNode high = Office.json(200, office.get("/v1/incidents?severity=high"));
    assertThat(high.path("items").size()).isEqualTo(1);
    assertThat(high.path("items").get(0).path("story").asString()).isEqualTo("Principal bob: much");
    assertThat(office.get("/v1/incidents?severity=terrible").status()).isEqualTo(400);
    assertThat(office.get("/v1/incidents?state=odd").status()).isEqualTo(400);
    assertThat(office.get("/v1/incidents?principal=a&cursor=" + cursor).status()).isEqualTo(400);
  }

  @Test
  void anIncidentIsAcknowledgedAndClosedAndEachLeavesARecord() throws Exception {
    String path =
        "/v1/incidents/"
            + Office.json(200, office.get("/v1/incidents?principal=alice"))
                .path("items")
                .get(0)
                .path("id")
                .asString();
    Office.json(200, office.post(path + "/acknowledge", "{}"));
    JsonNode closed =
        Office.json(
            200, office.post(path + "/resolve", "{\"as\":\"falseAlarm\",\"note\":\"export\"}"));
    assertThat(closed.path("state").asString()).isEqualTo("falseAlarm");
    assertThat(closed.path("closed").path("by").asString()).isEqualTo("root");
    assertThat(office.post(path + "/resolve", "{}").status()).isEqualTo(409);
    assertThat(office.post(path + "/resolve", "{\"as\":\"gone\"}").status()).isEqualTo(400);
    assertThat(office.records("incident.acknowledge")).hasSize(1);
    assertThat(office.records("incident.resolve")).isNotEmpty();
    assertThat(office.get("/v1/incidents/inc_00000000000000000000000000").status()).isEqualTo(404);
  }

  @Test
  void aFalseAlarmTeachesTheProfileThatTheCallsWereTheOwners() throws Exception {
    String token = office.key("dora", "orders:read");
    String decision = office.decide(token, "/orders/1").path("id").asString();
    for (String about : new String[] {"scraping", "honey-token"}) {
      office.incidents.add(
          new Detection(
              about,
              Instant.parse("2026-11-23T10:00:00Z"),
              Subject.principal("dora"),
              "tok_1",
              about.equals("scraping") ? decision : "dec_2",
              Severity.LOW,
              "much"));
    }
    JsonNode found = Office.json(200, office.get("/v1/incidents?principal=dora"));
    String id = found.path("items").get(0).path("id").asString();
    Office.json(200, office.post("/v1/incidents/" + id + "/resolve", "{\"as\":\"falseAlarm\"}"));
    assertThat(office.records("decision.feedback"))
        .singleElement()
        .extracting(entry -> entry.json())
        .asString()
        .contains(decision, "legitimate");
  }
}
