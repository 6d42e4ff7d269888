package dev.warder.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A real browser without a window, driven by the DevTools protocol over a WebSocket.
public final class Chromium implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> waiting;
  private final AtomicInteger ids = new AtomicInteger();
  private String session = "";

  private Chromium(
      Process process, WebSocket socket, Map<Integer, CompletableFuture<JsonNode>> waiting) {
    this.process = process;
    this.socket = socket;
    this.waiting = waiting;
  }

  /// @param folder for its profile
  public static Chromium start(Path folder) throws IOException, InterruptedException {
    Path profile = Files.createDirectories(folder.resolve("chromium"));
    ProcessBuilder program =
        new ProcessBuilder(
                List.of(
                    "chromium",
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--no-first-run",
                    "--host-resolver-rules=MAP localhost 127.0.0.1",
                    "--remote-debugging-port=0",
                    "--user-data-dir=" + profile,
                    "about:blank"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromium.log").toFile());
    program.environment().put("TMPDIR", folder.toString());
    Process process = program.start();
    List<String> listening = listening(process, profile.resolve("DevToolsActivePort"));
    URI address = URI.create("ws://127.0.0.1:" + listening.get(0) + listening.get(1));
    Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address, new Answers(waiting))
            .join();
    Chromium chromium = new Chromium(process, socket, waiting);
    String target =
        chromium
            .ask("Target.createTarget", "{\"url\":\"about:blank\"}")
            .path("targetId")
            .asString();
    chromium.session =
        chromium
            .ask("Target.attachToTarget", "{\"targetId\":\"" + target + "\",\"flatten\":true}")
            .path("sessionId")
            .asString();
    return chromium;
  }

  /// Port and path, a line each, as soon as both are there.
  private static List<String> listening(Process process, Path file)
      throws IOException, InterruptedException {
    while (!Files.exists(file) || Files.readAllLines(file).size() < 2) {
      if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
        throw new IOException("chromium ended with " + process.exitValue());
      }
    }
    return Files.readAllLines(file);
  }

  private record Answers(Map<Integer, CompletableFuture<JsonNode>> waiting, StringBuilder text)
      implements WebSocket.Listener {
    Answers(Map<Integer, CompletableFuture<JsonNode>> waiting) {
      this(waiting, new StringBuilder());
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        JsonNode message = JSON.readTree(text.toString());
        text.setLength(0);
        CompletableFuture<JsonNode> asked = waiting.remove(message.path("id").asInt(-1));
        if (asked != null) {
          asked.complete(message);
        }
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }

  JsonNode ask(String method, String parameters) {
    int id = ids.incrementAndGet();
    ObjectNode message = JSON.createObjectNode();
    message.put("id", id).put("method", method).set("params", JSON.readTree(parameters));
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    socket.sendText(message.toString(), true).join();
    JsonNode answered = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    if (answered.has("error")) {
      throw new IllegalStateException(method + ": " + answered.path("error"));
    }
    return answered.path("result");
  }

  /// An authenticator that verifies its person and says yes to everything.
  void plugInAuthenticator() {
    var _ = ask("WebAuthn.enable", "{}");
    var _ =
        ask(
            "WebAuthn.addVirtualAuthenticator",
            """
            {"options": {"protocol": "ctap2", "transport": "internal", "hasResidentKey": true,
             "hasUserVerification": true, "isUserVerified": true,
             "automaticPresenceSimulation": true}}
            """);
  }

  void phoneSized() {
    var _ =
        ask(
            "Emulation.setDeviceMetricsOverride",
            "{\"width\": 360, \"height\": 640, \"deviceScaleFactor\": 2, \"mobile\": true}");
  }

  /// Goes there, wherever that leads.
  public void visit(String address) {
    var _ = ask("Page.enable", "{}");
    var _ = ask("Page.navigate", "{\"url\":\"" + address + "\"}");
  }

  public void open(String address) {
    visit(address);
    until("document.readyState === 'complete' && location.href === '" + address + "'");
  }

  /// Returns as soon as the page says so.
  public void until(String condition) {
    String program =
        "new Promise(done => { const look = () => { let there = false; try { there = ("
            + condition
            + "); } catch { there = false; } if (there) done(true); else setTimeout(look, 20); };"
            + " look(); })";
    for (int tries = 0; tries < 5; tries++) {
      try {
        var _ = evaluate(program, true);
        return;
      } catch (IllegalStateException e) {
        // the page was left while it was looked at: look at the next one
      }
    }
    throw new IllegalStateException("never: " + condition);
  }

  public String text(String program) {
    return evaluate("String(" + program + ")", false).asString("");
  }

  public void click(String id) {
    var _ = evaluate("document.getElementById('" + id + "').click()", false);
  }

  public void type(String id, String text) {
    var _ = evaluate("document.getElementById('" + id + "').value = '" + text + "'", false);
  }

  /// As the form itself would be sent, with its checks.
  public void send(String form) {
    var _ = evaluate("document.getElementById('" + form + "').requestSubmit()", false);
  }

  private JsonNode evaluate(String program, boolean waits) {
    ObjectNode parameters = JSON.createObjectNode();
    parameters.put("expression", program).put("awaitPromise", waits).put("returnByValue", true);
    parameters.put("userGesture", true);
    JsonNode result = ask("Runtime.evaluate", parameters.toString());
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(result.path("exceptionDetails").toString());
    }
    return result.path("result").path("value");
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }
}
