package dev.warder.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.app.settings.Settings;
import dev.warder.app.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// Commands that need no service.
class OfflineTest {
  private static final String POLICY =
      """
      apiVersion: warder.dev/v1
      kind: Policy
      mode: enforce
      rules:
        - id: no-deletes
          when: request.method == "DELETE"
          then: deny
      tests:
        - name: deleting is denied
          given: {request: {method: DELETE}}
          expect: {verdict: %s, rules: [no-deletes]}
      """;

  @TempDir private Path folder;

  @Test
  void aGoodPolicyPasses() throws IOException {
    Files.writeString(folder.resolve("p.yaml"), POLICY.formatted("deny"));

    assertThat(play("policy", "check", "p.yaml"))
        .isEqualTo(new Played(0, "", "The policy compiles.\n"));
    assertThat(play("policy", "test", "p.yaml"))
        .isEqualTo(
            new Played(
                0,
                "ok   p.yaml:9: deleting is denied\n",
                "1 of 1 tests pass; they make 1 of 1 rules match.\n"));
  }

  @Test
  void aMisspeltVariableIsExitOneWithItsPlace() throws IOException {
    String wrong = POLICY.formatted("deny").replace("request.method ==", "request.methud ==");
    Files.writeString(folder.resolve("p.yaml"), wrong);
    Played run = play("policy", "check", "p.yaml");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).startsWith("p.yaml:6:11: ").contains("request.methud");
    assertThat(run.err()).isEqualTo("1 problem.\n");
    assertThat(play("policy", "check", "--json", "p.yaml").out())
        .startsWith(
            "{\"passed\":false,\"problems\":[{\"file\":\"p.yaml\",\"line\":6,\"column\":11,");
    assertThat(play("policy", "test", "p.yaml").exit()).isEqualTo(1);
  }

  @Test
  void whoeverIsToldOfNothingForAMisspeltNameIsWarnedOf() throws IOException {
    String rule =
        "rules:\n  - {id: page, on: incident, when: 'true', then: {notify: {targets: [pagr]}}}\n";
    String policy = POLICY.formatted("deny").replace("rules:\n", rule);
    Files.writeString(folder.resolve("p.yaml"), policy);
    Files.writeString(
        folder.resolve("c.yaml"),
        "notify: {targets: [{name: pager, to: webhook, url: 'https://hook.example.com/x'}]}\n");
    assertThat(play("policy", "check", "--config", "c.yaml", "p.yaml"))
        .isEqualTo(
            new Played(
                0,
                "",
                "warning: page tells nobody as pagr: no target of notify has that name; did you mean"
                    + " pager?\nThe policy compiles.\n"));
  }

  @Test
  void aFailedPolicyTestIsExitOneAndShowsTheDifference() throws IOException {
    Files.writeString(folder.resolve("p.yaml"), POLICY.formatted("allow"));
    Played run = play("policy", "test", "p.yaml");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .isEqualTo(
            """
            FAIL p.yaml:9: deleting is denied
                   - verdict: allow
                   + verdict: deny
            """);
    assertThat(run.err()).isEqualTo("0 of 1 tests pass; they make 1 of 1 rules match.\n");
  }

  @Test
  void rulesThatNoTestExercisesAreListedAndFailOnDemand() throws IOException {
    String more = "rules:\n  - {id: unused, when: client.isNew, then: deny}\n";
    Files.writeString(folder.resolve("p.yaml"), POLICY.formatted("deny").replace("rules:\n", more));
    Played run = play("policy", "test", "p.yaml");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).endsWith("p.yaml:5: unused is matched by no test\n");
    assertThat(run.err()).isEqualTo("1 of 1 tests pass; they make 1 of 2 rules match.\n");
    assertThat(play("policy", "test", "--all-rules", "p.yaml").exit()).isEqualTo(1);
    assertThat(play("policy", "test", "--json", "p.yaml").out())
        .contains("{\"file\":\"p.yaml\",\"line\":5,\"rule\":\"unused\",\"tests\":0}");
  }

  @Test
  void resultsAreWrittenAsXmlForCiSystems() throws Exception {
    String named = POLICY.formatted("allow").replace("deleting is", "\"a <b> & \\\"c\\\" \\u0007");
    Files.writeString(folder.resolve("p.yaml"), named.replace(" denied", "\""));
    Files.writeString(folder.resolve("bad.yaml"), "rules: []\n");
    assertThat(play("policy", "test", "--junit", "r.xml", "p.yaml").exit()).isEqualTo(1);
    Element suite = suite("r.xml");
    assertThat(suite.getAttribute("tests") + suite.getAttribute("failures")).isEqualTo("11");
    Element test = (Element) suite.getElementsByTagName("testcase").item(0);
    assertThat(test.getAttribute("name")).startsWith("a <b> & \"c\" ?");
    Element failure = (Element) test.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).isEqualTo("- verdict: allow; + verdict: deny");
    assertThat(play("policy", "test", "--junit", "r.xml", "bad.yaml").exit()).isEqualTo(1);
    assertThat(suite("r.xml").getAttribute("errors")).isEqualTo("2");
  }

  private Element suite(String name) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(folder.resolve(name).toFile());
    return (Element) document.getElementsByTagName("testsuite").item(0);
  }

  @Test
  void anIntactJournalIsExitZeroAndSaysWhoVouchesForIt() throws Exception {
    Path data = journal();

    for (String named : new String[] {"d", "d/journal"}) {
      Played run = play("audit", "verify", named);
      assertThat(run.exit()).isZero();
      assertThat(run.out()).startsWith("intact: ").contains("self-attested");
    }
    Files.copy(data.resolve("keys/audit.pub"), folder.resolve("kept.pub"));
    Files.copy(data.resolve("journal/checkpoint"), folder.resolve("kept"));
    Played run = play("audit", "verify", "d", "--key", "kept.pub", "--checkpoint", "kept");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).doesNotContain("self-attested");
  }

  @Test
  void aReplacedKeyVouchesForWhatTheOldOneSigned() throws Exception {
    Path data = journal();
    Files.copy(data.resolve("journal/checkpoint"), folder.resolve("kept"));
    Files.copy(data.resolve("keys/audit.pub"), folder.resolve("old.pub"));
    Played run = play("admin", "rotate-audit-key", "--data", "d");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).startsWith("warder/local+");
    Files.writeString(
        folder.resolve("both.pub"), run.out() + Files.readString(folder.resolve("old.pub")));
    String[] verify = {"audit", "verify", "d", "--checkpoint", "kept", "--key", "both.pub"};
    assertThat(play(verify).exit()).isZero();
  }

  @Test
  void aChangedRecordIsExitOneAndNamed() throws Exception {
    Path segment = journal().resolve("journal/00000000000000000000.jsonl");
    String text = Files.readString(segment);
    Files.writeString(segment, text.replaceFirst("bootstrap admin", "bootstrap anvil"));
    Played run = play("audit", "verify", "d", "--json");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("\"intact\":false", "\"seq\":0", "\"damage\":\"changed\"");
    assertThat(play("audit", "verify", "d").out()).startsWith("BROKEN: record 0 ");
  }

  @Test
  void anotherKeyIsExitOne() throws Exception {
    journal();
    Path other = journal("other");
    String key = other.resolve("keys/audit.pub").toString();

    assertThat(play("audit", "verify", "d", "--key", key).exit()).isEqualTo(1);
  }

  @Test
  void whatIsNoKeyIsExitTwo() throws Exception {
    journal();
    Files.writeString(folder.resolve("x"), "nonsense");

    assertThat(play("audit", "verify", "d", "--key", "x").exit()).isEqualTo(2);
    assertThat(play("audit", "verify", "d", "--checkpoint", "x").exit()).isEqualTo(2);
  }

  @Test
  void noJournalIsExitThree() {
    Played run = play("audit", "verify");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.err()).startsWith("warder: there is no journal in ");
  }

  @Test
  void tailPrintsTheNewestRecordsOldestFirst() throws Exception {
    journal();
    Played run = play("audit", "tail", "d", "-n", "2");

    assertThat(run.exit()).isZero();
    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.out()).containsSubsequence("service.started", "service.stopped");
    assertThat(play("audit", "tail", "d", "-n", "1", "--json").out())
        .startsWith("{\"seq\":")
        .contains("\"kind\":\"service.stopped\"");
  }

  @Test
  void searchFindsRecordsInTheFolderAndKeepsAnIndexForItsOwnerAlone() throws Exception {
    Path data = journal();
    Played run = play("audit", "search", "d", "--kind", "service.", "--since", "1h", "--json");

    assertThat(run.exit()).isZero();
    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.out()).containsSubsequence("service.stopped", "service.started");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("audit-index.db"))))
        .isEqualTo("rw-------");
    assertThat(play("audit", "search", "d", "-n", "1").out()).contains("service.stopped");
    assertThat(play("audit", "search", "d", "--principal", "nobody").err())
        .isEqualTo("Nothing was found.\n");
    assertThat(play("audit", "reindex", "d").out()).startsWith("indexed: ");
    assertThat(play("audit", "search", "d", "--text", "bootstrap admin").out().lines()).hasSize(1);
    assertThat(play("audit", "search", "d", "--min-score", "x").exit()).isEqualTo(2);
  }

  @Test
  void exportWritesEveryRecordInTheFormThatWasAskedFor() throws Exception {
    Path data = journal();
    String lines = Files.readString(data.resolve("journal/00000000000000000000.jsonl"));

    assertThat(play("audit", "export", "d", "--format", "jsonl").out()).isEqualTo(lines);
    Played run = play("audit", "export", "d", "--format", "ocsf", "--out", "x", "--json");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEqualTo("{\"records\":" + lines.lines().count() + "}\n");
    assertThat(Files.readAllLines(folder.resolve("x"))).hasSize((int) lines.lines().count());
    assertThat(play("audit", "export", "d", "--format", "ecs", "--kind", "service.stopped").out())
        .startsWith("{\"@timestamp\":")
        .hasLineCount(1);
    assertThat(play("audit", "export", "d", "--format", "ocsv").exit()).isEqualTo(2);
  }

  @Test
  void intelImportWantsAKindAndForNetworksAClass() throws IOException {
    Files.writeString(folder.resolve("vpn.txt"), "192.0.2.0/24\n");

    assertThat(play("intel", "import", "--auth", "t", "--kind", "vpn", "vpn.txt").exit())
        .isEqualTo(2);
    assertThat(play("intel", "import", "--auth", "t", "--kind", "network", "vpn.txt").err())
        .startsWith("warder: --kind network needs --class");
  }

  private Path journal() throws Exception {
    return journal("d");
  }

  private Path journal(String name) throws Exception {
    Path data = folder.resolve(name);
    Map<String, String> options = Map.of("data", data.toString(), "server.port", "0");
    Settings settings = SettingsReader.read(null, Map.of(), options, folder);
    dev.warder.app.Service.listen(settings).close();
    return data;
  }

  private Played play(String... line) {
    return Played.in(folder, Map.of(), "", line);
  }
}
