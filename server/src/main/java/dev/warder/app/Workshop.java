package dev.warder.app;

import dev.warder.app.settings.Settings;
import dev.warder.audit.Event;
import dev.warder.audit.Journal;
import dev.warder.model.IdSource;
import dev.warder.model.StartupFailure;
import dev.warder.model.Token;
import dev.warder.store.sqlite.SqliteDatabase;
import dev.warder.store.sqlite.SqliteTokenStore;
import dev.warder.token.Peppers;
import dev.warder.token.TokenFilter;
import dev.warder.token.TokenPage;
import dev.warder.token.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an operator needs to mend a data folder in which no service runs.
///
/// @param random where keys and secrets come from
record Workshop(
    Settings settings, DataFolder folder, SecureRandom random, IdSource ids, InstantSource clock) {
  private static final String OPERATOR = "operator";
  private static final int PAGE = 1000;

  /// @throws StartupFailure where no service ever ran
  static Workshop of(Settings settings) {
    DataFolder folder = new DataFolder(settings.data());
    if (Files.notExists(folder.database())) {
      throw new StartupFailure(
          folder.path() + " is no data folder of a service",
          "Name the folder with --data; the first ./warder serve makes one, with admin.token.");
    }
    SecureRandom random = new SecureRandom();
    InstantSource clock = Clocks.MILLISECONDS;
    return new Workshop(settings, folder, random, new IdSource(clock, random), clock);
  }

  /// The journal, which holds the folder's lock: to be opened before anything else.
  ///
  /// @throws StartupFailure where a service runs
  Journal open() throws IOException {
    return Journal.open(Fittings.journal(settings), ids, clock);
  }

  /// Records what the operator does, and waits until that is safe.
  FirstToken.Recorder recorder(Journal journal) {
    return (kind, subject, details) -> {
      Event event = new Event(ids.next("evt_"), clock.instant(), kind, OPERATOR, subject, details);
      var _ = journal.append(event).join();
    };
  }

  Tokens tokens(SqliteDatabase database) {
    SqliteTokenStore store = new SqliteTokenStore(database);
    Peppers peppers = Peppers.open(folder.keys(), ids, random);
    peppers.require(store.index().keyIds());
    return new Tokens(store, peppers, ids, random, clock);
  }

  List<Token> all(Tokens tokens) {
    List<Token> all = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      TokenPage page = tokens.list(TokenFilter.ALL, PAGE, cursor);
      all.addAll(page.tokens());
      cursor = page.next();
    } while (cursor != null);
    return all;
  }
}
