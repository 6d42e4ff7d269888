package dev.warder.context;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;
import ua_parser.OS;
import ua_parser.OSParser;
import ua_parser.Parser;
import ua_parser.UserAgent;
import ua_parser.UserAgentParser;

/// The ua-parser project's regular expressions for browsers and their systems.
///
/// Its own `Parser` also reads and compiles those for devices, two thirds of the file, which nobody
/// asks for here: a start would take longer by them.
final class BrowserExpressions {
  private static final String FILE = "/ua_parser/regexes.yaml";
  private static final String BROWSERS = "user_agent_parsers";
  private static final String SYSTEMS = "os_parsers";
  private static final String DEVICES = "\ndevice_parsers:";

  private final UserAgentParser browsers;
  private final OSParser systems;

  /// Reads and compiles them; blocks for about a tenth of a second.
  BrowserExpressions() {
    Map<?, ?> lists = lists(text());
    browsers = UserAgentParser.fromList(list(lists, BROWSERS));
    systems = OSParser.fromList(list(lists, SYSTEMS));
  }

  UserAgent browser(String userAgent) {
    return browsers.parse(userAgent);
  }

  OS system(String userAgent) {
    return systems.parse(userAgent);
  }

  private static String text() {
    try (InputStream file = Parser.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("the jar of ua-parser lacks " + FILE);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  private static Map<?, ?> lists(String text) {
    int devices = text.indexOf(DEVICES);
    LoadSettings plain = LoadSettings.builder().setSchema(new FailsafeSchema()).build();
    Object lists = new Load(plain).loadFromString(devices < 0 ? text : text.substring(0, devices));
    if (!(lists instanceof Map<?, ?> map)) {
      throw new IllegalStateException(FILE + " holds no lists");
    }
    return map;
  }

  @SuppressWarnings("unchecked") // the schema makes texts of everything
  private static List<Map<String, String>> list(Map<?, ?> lists, String name) {
    if (!(lists.get(name) instanceof List<?> list)) {
      throw new IllegalStateException(FILE + " has no " + name);
    }
    return (List<Map<String, String>>) list;
  }
}
