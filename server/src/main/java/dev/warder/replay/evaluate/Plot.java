package dev.warder.replay.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One picture of curves, as SVG.
final class Plot {
  private static final int WIDTH = 300;
  private static final int HEIGHT = 220;
  private static final int LEFT = 42;
  private static final int TOP = 24;
  private static final int RIGHT = 290;
  private static final int BOTTOM = 190;

  private final String title;
  private final Axis across;
  private final Axis up;
  private final List<String> curves = new ArrayList<>();

  Plot(String title, Axis across, Axis up) {
    this.title = title;
    this.across = across;
    this.up = up;
  }

  /// @param logarithmic whether equal steps multiply
  /// @param ticks values that are written down
  record Axis(String name, double from, double to, boolean logarithmic, double... ticks) {
    double place(double value) {
      double v = Math.clamp(value, from, to);
      return logarithmic ? Math.log(v / from) / Math.log(to / from) : (v - from) / (to - from);
    }
  }

  /// A corner of a curve.
  record Point(double x, double y) {}

  /// @param style the name of a CSS class
  Plot curve(String style, List<Point> points) {
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      path.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point.x), y(point.y)));
    }
    curves.add("<polyline class=\"" + style + "\" points=\"" + path.toString().strip() + "\"/>");
    return this;
  }

  Plot dots(String style, List<Point> points) {
    for (Point point : points) {
      curves.add(
          String.format(
              Locale.ROOT,
              "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>",
              style,
              x(point.x),
              y(point.y)));
    }
    return this;
  }

  private double x(double value) {
    return LEFT + across.place(value) * (RIGHT - LEFT);
  }

  private double y(double value) {
    return BOTTOM - up.place(value) * (BOTTOM - TOP);
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
            WIDTH,
            HEIGHT,
            Page.escape(title)));
    text(svg, "title", LEFT, 14, title);
    text(svg, "name", LEFT, HEIGHT - 4, across.name + "; up: " + up.name);
    for (double tick : across.ticks) {
      svg.append(line(x(tick), TOP, x(tick), BOTTOM));
      text(svg, "tick middle", x(tick), BOTTOM + 11, number(tick));
    }
    for (double tick : up.ticks) {
      svg.append(line(LEFT, y(tick), RIGHT, y(tick)));
      text(svg, "tick end", LEFT - 4, y(tick) + 3, number(tick));
    }
    curves.forEach(svg::append);
    return svg.append("</svg>\n").toString();
  }

  private static String line(double x1, double y1, double x2, double y2) {
    return String.format(
        Locale.ROOT,
        "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
        x1,
        y1,
        x2,
        y2);
  }

  private static void text(StringBuilder svg, String style, double x, double y, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
            style,
            x,
            y,
            Page.escape(text)));
  }

  /// Without a tail of zeros.
  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.5f", value);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.charAt(end - 1) == '.' ? text.substring(0, end - 1) : text.substring(0, end);
  }
}
