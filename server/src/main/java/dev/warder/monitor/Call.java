package dev.warder.monitor;

import dev.warder.model.Address;
import dev.warder.model.Context;
import dev.warder.model.Decision;
import dev.warder.model.Denial;
import dev.warder.model.Familiarity;
import dev.warder.model.Identity;
import dev.warder.model.NetworkClass;
import dev.warder.model.Sensitivity;
import dev.warder.model.Token;
import dev.warder.model.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What detectors look at in a decision, with absent parts as empty texts.
///
/// @param millis when the call was made
/// @param asnIsNew whether its network was never seen of the principal; likewise the others
/// @param known whether enough was learned of the principal for "new" to mean something
record Call(
    Decision decision,
    long millis,
    @Nullable Token token,
    @Nullable Denial denial,
    long asn,
    String country,
    String product,
    String template,
    boolean asnIsNew,
    boolean clientIsNew,
    boolean countryIsNew,
    boolean known) {
  private static final int V4_PREFIX = 24;
  private static final int V6_PREFIX = 48;
  private static final int ENOUGH_LEARNED = 20;

  static Call of(Decision decision) {
    Context context = decision.context();
    var assessment = decision.assessment();
    Familiarity familiar = assessment == null ? Familiarity.NOTHING_NEW : assessment.familiarity();
    boolean known = assessment != null && assessment.risk().learned() >= ENOUGH_LEARNED;
    String country = context == null ? null : context.place().country();
    return new Call(
        decision,
        decision.attempt().time().toEpochMilli(),
        decision.token(),
        decision.verdict() instanceof Verdict.Deny deny ? deny.why() : null,
        context == null ? 0 : context.place().asn(),
        country == null ? "" : country,
        context == null ? "" : context.client().product(),
        decision.action() == null ? "" : decision.action().template(),
        known && familiar.asnIsNew(),
        known && familiar.clientIsNew(),
        known && familiar.countryIsNew(),
        known);
  }

  /// The same call where what is new is new to everybody, and says nothing of this principal.
  Call unremarkable(boolean asn, boolean client) {
    return new Call(
        decision,
        millis,
        token,
        denial,
        this.asn,
        country,
        product,
        template,
        asnIsNew && !asn,
        clientIsNew && !client,
        countryIsNew && !asn,
        known);
  }

  /// The same call where that it was refused says nothing of this principal.
  Call excused() {
    return new Call(
        decision,
        millis,
        token,
        null,
        asn,
        country,
        product,
        template,
        asnIsNew,
        clientIsNew,
        countryIsNew,
        known);
  }

  String id() {
    return decision.id();
  }

  /// Empty where nobody was recognised.
  String principal() {
    return token == null ? "" : token.principal().id();
  }

  String tokenId() {
    return token == null ? "" : token.id();
  }

  boolean passed() {
    return decision.verdict().passes();
  }

  boolean authenticated() {
    return decision.identity() != null;
  }

  /// Whether the caller was turned away for what it wanted, not for who it is.
  boolean isRefused() {
    return denial == Denial.INSUFFICIENT_SCOPE
        || denial == Denial.NO_ROUTE
        || denial == Denial.POLICY;
  }

  /// Whether somebody proved to be the owner at that time or later: a token alone proves nothing.
  boolean isProvenSince(long time) {
    Identity identity = decision.identity();
    Instant since = identity == null ? null : identity.assurance().since();
    return since != null && since.toEpochMilli() >= time;
  }

  boolean isSensitive() {
    return decision.route() != null && decision.route().sensitivity() == Sensitivity.CRITICAL;
  }

  boolean isFromNewSource() {
    return asnIsNew || clientIsNew || countryIsNew;
  }

  /// Whether the network has one user at a time, as a rule: of others "elsewhere" means little.
  boolean hasPlace() {
    Context context = decision.context();
    return context != null
        && context.network() != NetworkClass.PRIVATE
        && context.network() != NetworkClass.UNKNOWN;
  }

  /// The network around the source as a CIDR; empty where the source is unknown.
  String network() {
    Address source = decision.attempt().source();
    if (source == null) {
      return "";
    }
    int bits = source.isV4() ? V4_PREFIX : V6_PREFIX;
    return source.prefix(bits) + "/" + bits;
  }

  Detection detection(String detector, Severity severity, String sentence) {
    return about(Subject.principal(principal()), detector, severity, sentence);
  }

  Detection about(Subject subject, String detector, Severity severity, String sentence) {
    return new Detection(
        detector,
        decision.attempt().time(),
        subject,
        token == null ? null : token.id(),
        id(),
        severity,
        sentence);
  }
}
