package dev.warder.store.sqlite;

import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.stepup.ChallengeState;
import dev.warder.stepup.Proof;
import dev.warder.stepup.ProofRequest;
import dev.warder.stepup.Scene;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// Challenges as rows.
final class ChallengeRows {
  private static final String INSERT =
      "INSERT INTO challenge VALUES (:id, :decision, :principal, :kind, :token, :rules, :acr,"
          + " :max_age, :client, :network, :method, :host, :path, :address, :place, :program,"
          + " :score, :opened_at, :expires_at, :state, :tries, :proof_level, :proof_way, :proof_by,"
          + " :proof_since, :proof_until, :proof_once, :proof_spent)"
          + " ON CONFLICT (id) DO NOTHING";
  private static final String SETTLE =
      "UPDATE challenge SET state = :state, tries = :tries, proof_level = :proof_level,"
          + " proof_way = :proof_way, proof_by = :proof_by, proof_since = :proof_since,"
          + " proof_until = :proof_until, proof_once = :proof_once, proof_spent = :proof_spent"
          + " WHERE id = :id AND state = 'open'";

  private ChallengeRows() {}

  static void save(Handle handle, ProofRequest request) {
    try (var insert = handle.createUpdate(INSERT)) {
      bindSettled(insert, request);
      bind(insert, request);
      insert.execute();
    }
    Proof proof = request.proof();
    if (proof != null && proof.spent()) {
      handle.execute(
          "UPDATE challenge SET proof_spent = 1 WHERE id = ? AND proof_once = 1", request.id());
    }
  }

  static int settle(Handle handle, ProofRequest after) {
    try (var update = handle.createUpdate(SETTLE)) {
      bindSettled(update, after);
      return update.execute();
    }
  }

  private static void bind(SqlStatement<?> sql, ProofRequest request) {
    Scene scene = request.scene();
    sql.bind("decision", request.decisionId())
        .bind("principal", request.principal().id())
        .bind("kind", request.principal().kind().wire())
        .bind("token", request.tokenId())
        .bind("rules", String.join("\n", request.rules()))
        .bind("acr", request.acr())
        .bind("max_age", request.maxAge().toMillis())
        .bind("client", request.client())
        .bind("network", request.network())
        .bind("method", scene.method())
        .bind("host", scene.host())
        .bind("path", scene.path())
        .bind("address", scene.address())
        .bind("place", scene.where())
        .bind("program", scene.client())
        .bind("score", request.score())
        .bind("opened_at", request.openedAt().toEpochMilli())
        .bind("expires_at", request.expiresAt().toEpochMilli());
  }

  private static void bindSettled(SqlStatement<?> sql, ProofRequest request) {
    Proof proof = request.proof();
    sql.bind("id", request.id())
        .bind("state", request.state().wire())
        .bind("tries", request.tries())
        .bind("proof_level", proof == null ? null : proof.level())
        .bind("proof_way", proof == null ? null : proof.way())
        .bind("proof_by", proof == null ? null : proof.by())
        .bind("proof_since", proof == null ? null : proof.since().toEpochMilli())
        .bind("proof_until", proof == null ? null : proof.until().toEpochMilli())
        .bind("proof_once", proof == null ? null : proof.once() ? 1 : 0)
        .bind("proof_spent", proof == null ? null : proof.spent() ? 1 : 0);
  }

  static ProofRequest request(ResultSet row) throws SQLException {
    String rules = row.getString("rules");
    return new ProofRequest(
        row.getString("id"),
        row.getString("decision"),
        new Principal(
            row.getString("principal"), PrincipalKind.of(row.getString("kind")).orElseThrow()),
        row.getString("token"),
        rules.isEmpty() ? List.of() : List.of(rules.split("\n")),
        row.getString("acr"),
        Duration.ofMillis(row.getLong("max_age")),
        row.getString("client"),
        row.getString("network"),
        scene(row),
        row.getInt("score"),
        time(row, "opened_at"),
        time(row, "expires_at"),
        ChallengeState.of(row.getString("state")).orElseThrow(),
        row.getInt("tries"),
        proof(row));
  }

  private static Scene scene(ResultSet row) throws SQLException {
    return new Scene(
        row.getString("method"),
        row.getString("host"),
        row.getString("path"),
        row.getString("address"),
        row.getString("place"),
        row.getString("program"));
  }

  private static @Nullable Proof proof(ResultSet row) throws SQLException {
    String level = row.getString("proof_level");
    return level == null
        ? null
        : new Proof(
            level,
            row.getString("proof_way"),
            row.getString("proof_by"),
            time(row, "proof_since"),
            time(row, "proof_until"),
            row.getInt("proof_once") == 1,
            row.getInt("proof_spent") == 1);
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }
}
