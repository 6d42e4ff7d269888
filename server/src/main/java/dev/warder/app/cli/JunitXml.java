package dev.warder.app.cli;

import dev.warder.policy.Problem;
import dev.warder.policy.TestReport;
import dev.warder.policy.TestResult;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Results of policy tests in the XML that CI systems read: a suite for each file, a case for each
/// test. What does not compile is an error of its file.
final class JunitXml {
  private final XMLStreamWriter out;

  private JunitXml(XMLStreamWriter out) {
    this.out = out;
  }

  static String of(TestReport report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      out.writeStartDocument("UTF-8", "1.0");
      new JunitXml(out).write(report);
      out.writeEndDocument();
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing into memory cannot fail", e);
    }
    return text + "\n";
  }

  private void write(TestReport report) throws XMLStreamException {
    open("testsuites");
    Map<String, List<Problem>> problems =
        report.problems().stream()
            .collect(Collectors.groupingBy(Problem::file, LinkedHashMap::new, Collectors.toList()));
    for (Map.Entry<String, List<Problem>> each : problems.entrySet()) {
      suite(each.getKey(), each.getValue().size(), 0, each.getValue().size());
      for (Problem problem : each.getValue()) {
        test(problem.file(), problem.place());
        told("error", problem.text(), problem.toString());
        out.writeEndElement();
      }
      out.writeEndElement();
    }
    Map<String, List<TestResult>> results =
        report.results().stream()
            .collect(
                Collectors.groupingBy(TestResult::file, LinkedHashMap::new, Collectors.toList()));
    for (Map.Entry<String, List<TestResult>> each : results.entrySet()) {
      List<TestResult> all = each.getValue();
      suite(each.getKey(), all.size(), all.stream().filter(r -> !r.passed()).count(), 0);
      for (TestResult result : all) {
        result(result);
      }
      out.writeEndElement();
    }
    out.writeEndElement();
  }

  private void result(TestResult result) throws XMLStreamException {
    test(result.file(), result.name());
    if (!result.passed()) {
      told("failure", String.join("; ", result.differences()), result.toString());
    }
    out.writeEndElement();
  }

  private void suite(String file, long tests, long failures, long errors)
      throws XMLStreamException {
    open("testsuite");
    attribute("name", file);
    attribute("tests", Long.toString(tests));
    attribute("failures", Long.toString(failures));
    attribute("errors", Long.toString(errors));
    attribute("skipped", "0");
  }

  private void test(String file, String name) throws XMLStreamException {
    open("testcase");
    attribute("classname", file);
    attribute("name", name);
  }

  private void told(String element, String message, String text) throws XMLStreamException {
    open(element);
    attribute("message", message);
    out.writeCharacters(clean(text));
    out.writeEndElement();
  }

  private void open(String element) throws XMLStreamException {
    out.writeCharacters("\n");
    out.writeStartElement(element);
  }

  private void attribute(String name, String value) throws XMLStreamException {
    out.writeAttribute(name, clean(value));
  }

  /// XML 1.0 has no place for control characters, not even escaped.
  private static String clean(String text) {
    return text.codePoints()
        .map(c -> (c < ' ' && c != '\n') || c == 0xFFFE || c == 0xFFFF ? '?' : c)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
