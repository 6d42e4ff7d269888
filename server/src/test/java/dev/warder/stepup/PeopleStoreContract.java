package dev.warder.stepup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What every store of invitations, counts and owners must do.
public abstract class PeopleStoreContract<S extends InvitationStore & TriesStore & OwnerStore> {
  private static final Instant TIME = Instant.parse("2026-11-23T10:00:00.123Z");

  protected abstract S store();

  @Test
  void anInvitationIsUsedOnce() {
    Invitation invitation = new Invitation("d1", "alice", TIME.plusSeconds(60), false);
    store().add(invitation, TIME);
    assertThat(store().find("d1")).contains(invitation);
    assertThat(store().find("d2")).isEmpty();
    assertThat(store().use("d1")).isTrue();
    assertThat(store().use("d1")).isFalse();
    assertThat(store().use("d2")).isFalse();
    assertThat(store().find("d1").orElseThrow().used()).isTrue();
  }

  @Test
  void oldInvitationsAreDropped() {
    store().add(new Invitation("d1", "alice", TIME.plusSeconds(60), false), TIME);
    store().add(new Invitation("d2", "bob", TIME.plusSeconds(600), false), TIME.plusSeconds(61));
    assertThat(store().find("d1")).isEmpty();
    assertThat(store().find("d2")).isPresent();
  }

  @Test
  void theLastCountIsTheOneThatCounts() {
    assertThat(store().of("alice")).isEqualTo(Tries.none("alice"));
    Tries wrong = new Tries("alice", 3, TIME, TIME.plusSeconds(300));
    store().save(wrong);
    assertThat(store().of("alice")).isEqualTo(wrong);
    store().save(Tries.none("alice"));
    assertThat(store().of("alice")).isEqualTo(Tries.none("alice"));
  }

  @Test
  void aMachineHasOneOwnerOrNone() {
    assertThat(store().ownerOf("ci")).isEmpty();
    store().put("ci", new Owner("alice", "alice@example.com"));
    store().put("ci", new Owner("bob", ""));
    assertThat(store().ownerOf("ci")).contains(new Owner("bob", ""));
    store().put("ci", Owner.NOBODY);
    assertThat(store().ownerOf("ci")).isEmpty();
  }
}
