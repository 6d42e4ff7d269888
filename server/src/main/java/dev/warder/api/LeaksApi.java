package dev.warder.api;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import dev.warder.audit.Journal;
import dev.warder.audit.Ledger;
import dev.warder.audit.RefusedCallers;
import dev.warder.decide.Callers;
import dev.warder.http.Body;
import dev.warder.http.Call;
import dev.warder.http.Endpoint;
import dev.warder.http.Handler;
import dev.warder.http.Json;
import dev.warder.http.Problems;
import dev.warder.leak.Intake;
import dev.warder.leak.Leak;
import dev.warder.leak.Proof;
import dev.warder.model.Fault;
import dev.warder.model.IdSource;
import dev.warder.notify.outbox.Notice;
import dev.warder.notify.outbox.Recipient;
import dev.warder.token.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// `/v1/leaks/github` and `/v1/leaks/webhook`: reports of tokens that were found in public.
///
/// A report is read only behind a good signature. The answer names each token by its SHA-256 and
/// says whether it is one of ours, as GitHub asks for it.
public final class LeaksApi {
  private static final long MOST = 1 << 20;
  private static final Duration WITHIN = Duration.ofSeconds(25); // GitHub waits for thirty

  private final Intake intake;
  private final RefusedCallers refused;
  private final LeakedTokens leaked;

  /// @param outbox stores a notice for everybody whom it is for
  public LeaksApi(
      Intake intake,
      BiConsumer<Notice, List<Recipient>> outbox,
      Callers callers,
      Tokens tokens,
      Journal journal,
      RefusedCallers refused,
      IdSource ids,
      InstantSource clock) {
    this.intake = intake;
    this.refused = refused;
    Ledger ledger = new Ledger(journal, ids, clock);
    this.leaked =
        new LeakedTokens(callers, tokens, ledger, new LeakNotices(outbox), intake.action(), clock);
  }

  /// None where nobody may report.
  public List<Endpoint> endpoints() {
    List<Endpoint> endpoints = new ArrayList<>();
    add(endpoints, "/v1/leaks/github", intake.github());
    add(endpoints, "/v1/leaks/webhook", intake.webhook());
    return endpoints;
  }

  private void add(List<Endpoint> endpoints, String path, @Nullable Proof proof) {
    if (proof != null) {
      Handler.Work work = (call, body) -> take(proof, call, body);
      endpoints.add(new Endpoint("POST", path, new Handler.Unread(MOST, WITHIN, work)));
    }
  }

  private HttpResponse take(Proof proof, Call call, Body body) {
    try {
      byte[] bytes = body.whole();
      Function<String, @Nullable String> header = name -> only(call.headers(), name);
      proof.require(header, bytes);
      List<Leak> leaks = Leak.read(bytes);
      List<Boolean> ours = new ArrayList<>();
      for (Leak leak : leaks) {
        ours.add(leaked.dealWith(leak, proof.sender(), call.peer()));
      }
      leaked.reported(proof.sender(), call.peer(), leaks.size(), ours);
      proof.done(header);
      return answer(leaks, ours);
    } catch (Fault.Unauthenticated e) {
      refused.refused(call.peer(), "leak-report");
      return Problems.of(e).toHttpResponse();
    } catch (RuntimeException e) {
      refused.refused(call.peer(), "leak-report-malformed");
      return Problems.of(e).toHttpResponse();
    }
  }

  private static @Nullable String only(RequestHeaders headers, String name) {
    List<String> values = headers.getAll(name);
    return values.size() == 1 ? values.getFirst() : null;
  }

  private static HttpResponse answer(List<Leak> leaks, List<Boolean> ours) {
    byte[] body =
        Json.write(out -> {
          out.writeStartArray();
          for (int i = 0; i < leaks.size(); i++) {
            write(out, leaks.get(i), ours.get(i));
          }
          out.writeEndArray();
        });
    return new Answer(200, MediaType.JSON, body, Map.of()).toHttpResponse();
  }

  private static void write(JsonGenerator out, Leak leak, boolean ours) {
    out.writeStartObject();
    out.writeStringProperty("token_hash", sha256(leak.token().reveal()));
    out.writeStringProperty("token_type", leak.type());
    out.writeStringProperty("label", ours ? "true_positive" : "false_positive");
    out.writeEndObject();
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
