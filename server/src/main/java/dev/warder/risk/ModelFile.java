package dev.warder.risk;

import dev.warder.model.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads model files: JSON with comments, in which every figure must stand and nothing else may.
public final class ModelFile {
  private static final String DEFAULT = "/risk/default-model.json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ModelFile() {}

  /// The model that comes with the program.
  public static RiskModel bundled() {
    return Bundled.MODEL;
  }

  /// Read when it is first asked for.
  private static final class Bundled {
    private static final RiskModel MODEL = readBundled();
  }

  private static RiskModel readBundled() {
    try (InputStream file = ModelFile.class.getResourceAsStream(DEFAULT)) {
      if (file == null) {
        throw new IllegalStateException("the jar lacks " + DEFAULT);
      }
      return parse(new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @throws Fault.Invalid where it cannot be read; the text names the key and the line
  public static RiskModel read(Path file) {
    try {
      return parse(Files.readString(file), "the risk model " + file);
    } catch (NoSuchFileException e) {
      throw new Fault.Invalid("the risk model " + file + " does not exist", e);
    } catch (CharacterCodingException e) {
      throw new Fault.Invalid("the risk model " + file + " is not UTF-8 text", e);
    } catch (IOException e) {
      throw new Fault.Invalid("the risk model " + file + " cannot be read", e);
    }
  }

  static RiskModel parse(String text) {
    return parse(text, "the risk model");
  }

  private static RiskModel parse(String text, String what) {
    try {
      return Figures.read(MAPPER.readTree(text), ModelReader::model);
    } catch (Figures.Wrong e) {
      throw new Fault.Invalid(
          what + " is wrong" + where(e.path(), text) + ": " + e.getMessage(), e);
    } catch (JacksonException e) {
      throw new Fault.Invalid(what + " is wrong" + where(e) + ": " + e.getOriginalMessage(), e);
    }
  }

  private static String where(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    return at == null || at.getLineNr() < 1 ? "" : " in line " + at.getLineNr();
  }

  /// The key by its path, and its line where only one line names it.
  private static String where(String path, String text) {
    if (path.isEmpty()) {
      return "";
    }
    String key = '"' + path.substring(path.lastIndexOf('.') + 1) + '"';
    int first = text.indexOf(key);
    boolean only = first >= 0 && text.indexOf(key, first + 1) < 0;
    String line =
        only
            ? ", line " + (1 + text.substring(0, first).chars().filter(c -> c == '\n').count())
            : "";
    return " at " + path + line;
  }
}
