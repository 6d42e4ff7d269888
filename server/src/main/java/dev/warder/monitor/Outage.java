package dev.warder.monitor;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Recognises that a route fails for most of those who use it: an outage, or a change of what is
/// allowed. For one thread.
///
/// Of each principal only its last call counts, so that one who fails often is one who fails.
final class Outage {
  private static final int MOST_ROUTES = 2_000;
  private static final int MOST_PRINCIPALS = 4_096;
  private static final long SPAN_MILLIS = 5 * 60_000L;

  /// How the last call of a principal ended.
  private record Last(long millis, boolean failed) {}

  /// What is known of one route.
  ///
  /// @param those whose last call failed
  /// @param of all who used it lately
  record Share(int those, int of) {
    boolean isMost(int percent) {
      return those * 100L >= (long) percent * of;
    }
  }

  private static final class Route {
    private final LinkedHashMap<String, Last> latest = new LinkedHashMap<>(16, 0.75f, true);
    private int failing;

    private Share add(String principal, Last last) {
      count(latest.put(principal, last), -1);
      count(last, 1);
      var eldest = latest.entrySet().iterator();
      while (latest.size() > 1) {
        Map.Entry<String, Last> each = eldest.next();
        boolean old = each.getValue().millis() <= last.millis() - SPAN_MILLIS;
        if (!old && latest.size() <= MOST_PRINCIPALS) {
          break;
        }
        count(each.getValue(), -1);
        eldest.remove();
      }
      return new Share(failing, latest.size());
    }

    private void count(@Nullable Last last, int by) {
      failing += last != null && last.failed() ? by : 0;
    }
  }

  private final Recent<String, Route> routes = new Recent<>(MOST_ROUTES, Route::new);

  /// @param failed whether the call was turned away, or the API could not answer it
  Share ended(String template, String principal, long millis, boolean failed) {
    return routes.of(template).add(principal, new Last(millis, failed));
  }
}
