package dev.warder.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.model.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The steps of an attack, told by what the operations are for.
class AttackChainTest {
  private final List<Detection> found = new ArrayList<>();
  private double patience = 1;
  private Detectors detectors = detectors(Tactics.bundled());
  private Duration now = Duration.ZERO;

  private Detectors detectors(Tactics tactics) {
    return new Detectors(
        List.of(),
        tactics,
        (detector, principal) -> patience,
        (tuning, detection) -> found.add(detection));
  }

  private void call(String... operations) {
    for (String operation : operations) {
      now = now.plusSeconds(20);
      String path = "/service/" + operation;
      detectors.see(Call.of(Calls.usual().to(path, path).after(now).decision()));
    }
  }

  private void later() {
    now = now.plus(Duration.ofHours(2));
  }

  @Test
  void anAttackIsToldFromItsFirstLookToItsWorstStep() {
    call("ListUsers", "ListSecrets", "GetSecretValue", "CreateAccessKey");
    assertThat(found.getLast().severity()).isEqualTo(Severity.MEDIUM);
    call("AttachUserPolicy");
    assertThat(found.getLast().severity()).isEqualTo(Severity.HIGH);
    call("GetSecretValue", "StopLogging");
    Detection last = found.getLast();
    assertThat(last.detector()).isEqualTo("attack-chain");
    assertThat(last.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(last.sentence())
        .contains("discovery (ListSecrets, ListUsers)")
        .contains("credential access (GetSecretValue \u00d72)")
        .contains("persistence (CreateAccessKey)")
        .contains("privilege escalation (AttachUserPolicy)")
        .contains("defense evasion (StopLogging)");
  }

  @Test
  void whatFewEverNeedSpeaksForItself() {
    call("StopLogging");
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().severity()).isEqualTo(Severity.MEDIUM);
  }

  @Test
  void manyCallsOfOneTacticAreToldOnce() {
    for (int i = 0; i < 9; i++) {
      call("GetSecretValue");
    }
    assertThat(found).isEmpty();
    for (int i = 0; i < 30; i++) {
      call("GetSecretValue");
    }
    assertThat(found).hasSize(1);
  }

  @Test
  void lookingAroundOrOneStepIsNoAttack() {
    call("ListUsers", "ListRoles", "GetCallerIdentity", "CreateUser", "CreateAccessKey");
    later();
    call("RunInstances");
    assertThat(found).isEmpty();
  }

  @Test
  void dailyWorkIsToldOfOnceAtMost() {
    for (int day = 0; day < 10; day++) {
      call("CreateUser", "AttachUserPolicy", "RunInstances", "PutBucketPolicy");
      later();
      if (day == 0) {
        assertThat(found).isNotEmpty();
        found.clear();
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void aFalseAlarmTakesMoreToBeRaisedAgain() {
    patience = 1.5;
    call("StopLogging", "CreateAccessKey", "GetSecretValue");
    assertThat(found).isEmpty();
    call("AttachUserPolicy", "PutBucketPolicy", "RunInstances");
    assertThat(found).isNotEmpty();
  }

  @Test
  void whatIsNoOperationOfTheListIsNothing() {
    call("orders", "42", "GetSecretValues", "stoplogging", "");
    assertThat(found).isEmpty();
  }

  @Test
  void aListOfOnesOwnTakesThePlaceOfTheBundledOne(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("tactics.tsv");
    Files.writeString(file, "# ours\nexfiltration\tGET /orders/{id}\nimpact\tWipe\n");
    detectors = detectors(Tactics.read(file));
    call("StopLogging");
    assertThat(found).isEmpty();
    detectors.see(Call.of(Calls.usual().to("/orders/{id}", "/orders/7").after(now).decision()));
    assertThat(found.getFirst().sentence()).contains("exfiltration (GET /orders/{id})");
    Files.writeString(file, "impact\tWipe\nmischief\tLaugh\n");
    assertThatThrownBy(() -> Tactics.read(file))
        .isInstanceOf(Fault.Invalid.class)
        .hasMessageContaining("line 2");
  }

  @Test
  void fromANewSourceTheFirstStepIsEnough() {
    for (int i = 0; i < 30; i++) {
      detectors.see(Call.of(Calls.usual().after(now).decision()));
    }
    String path = "/iam/CreateAccessKey";
    detectors.see(Call.of(Calls.usual().abroad().to(path, path).after(now).decision()));
    assertThat(found).extracting(Detection::detector).containsExactly("stolen-token");
  }
}
