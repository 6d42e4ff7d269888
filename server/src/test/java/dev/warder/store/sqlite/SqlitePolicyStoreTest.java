package dev.warder.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.policy.AppliedPolicies;
import dev.warder.policy.Origin;
import dev.warder.policy.PolicySource;
import dev.warder.policy.PolicyStore;
import dev.warder.policy.PolicyStoreContract;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlitePolicyStoreTest extends PolicyStoreContract {
  @TempDir Path folder;
  private SqliteDatabase database;

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(folder.resolve("warder.db"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected PolicyStore store() {
    return new SqlitePolicyStore(database);
  }

  @Test
  void policiesOutliveTheProcess() {
    AppliedPolicies stored =
        store()
            .append(
                new AppliedPolicies(
                    0,
                    "r",
                    Instant.EPOCH,
                    "a",
                    Origin.FOLDER,
                    List.of(new PolicySource("p.yaml", "x"))));
    database.close();
    open();
    assertThat(store().newest()).contains(stored);
  }
}
