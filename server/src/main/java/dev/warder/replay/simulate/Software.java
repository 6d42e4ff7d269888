package dev.warder.replay.simulate;

import java.util.List;

/// The programs of this world. Texts as the real ones send them; versions go on from there.
final class Software {
  private static final List<String> DESKTOPS =
      List.of(
          "Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10_15_7", "X11; Linux x86_64");
  private static final List<String> LINUXES =
      List.of(
          "Linux/5.15.0-1051-aws",
          "Linux/6.1.0-18-cloud-amd64",
          "Linux/5.10.205-195.807.amzn2.x86_64",
          "Darwin/23.3.0",
          "Windows/10");
  private static final List<String> NONE = List.of("");

  static final List<Program> BROWSERS =
      List.of(
          new Program(
              "Mozilla/5.0 ({os}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{m}.0.0.0"
                  + " Safari/537.36",
              DESKTOPS,
              28,
              121,
              0,
              1),
          new Program(
              "Mozilla/5.0 ({os}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{m}.0.0.0"
                  + " Safari/537.36 Edg/{m}.0.0.0",
              List.of("Windows NT 10.0; Win64; x64"),
              28,
              121,
              0,
              1),
          new Program(
              "Mozilla/5.0 ({os}; rv:{m}.0) Gecko/20100101 Firefox/{m}.0", DESKTOPS, 28, 122, 0, 1),
          new Program(
              "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like"
                  + " Gecko) Version/{v} Safari/605.1.15",
              NONE,
              40,
              17,
              2,
              9));

  static final List<Program> TOOLS =
      List.of(
          new Program("curl/{v}", NONE, 55, 8, 4, 0),
          new Program("aws-cli/{v} Python/3.11.6 {os} exe/x86_64", LINUXES, 5, 2, 13, 0),
          new Program("python-requests/{v}", NONE, 60, 2, 31, 0),
          new Program("PostmanRuntime/{v}", NONE, 25, 7, 35, 0),
          new Program("HTTPie/{v}", NONE, 120, 3, 2, 0),
          new Program(
              "kubectl/v{v} ({os}) kubernetes/4b8e819",
              List.of("linux/amd64", "darwin/arm64"),
              30,
              1,
              28,
              0),
          new Program("Terraform/{v} (+https://www.terraform.io)", NONE, 21, 1, 6, 0),
          new Program("axios/{v}", NONE, 30, 1, 6, 0),
          new Program("insomnia/{v}", NONE, 30, 8, 5, 0));

  static final List<Program> SDKS =
      List.of(
          new Program("python-requests/{v}", NONE, 60, 2, 31, 0),
          new Program(
              "Boto3/{v} md/Botocore#{v} ua/2.0 os/{os} lang/python#3.11.7", LINUXES, 3, 1, 34, 0),
          new Program("okhttp/{v}", NONE, 80, 4, 11, 0),
          new Program("Go-http-client/2.0", NONE, 0, 2, 0, 0),
          new Program("Go-http-client/1.1", NONE, 0, 1, 1, 0),
          new Program("axios/{v}", NONE, 30, 1, 6, 0),
          new Program("node-fetch/1.0 (+https://github.com/bitinn/node-fetch)", NONE, 0, 1, 0, 0),
          new Program("Apache-HttpClient/{v} (Java/17.0.9)", NONE, 60, 5, 2, 0),
          new Program(
              "aws-sdk-java/{v} {os} OpenJDK_64-Bit_Server_VM/17.0.9", LINUXES, 2, 2, 21, 0),
          new Program("aws-sdk-go-v2/{v} os/{os} lang/go#1.21.5", LINUXES, 4, 1, 24, 0),
          new Program("aiohttp/{v} Python/3.11", NONE, 50, 3, 9, 0),
          new Program("Faraday v{v}", NONE, 60, 2, 8, 0),
          new Program("GuzzleHttp/7", NONE, 0, 7, 0, 0));

  static final List<Program> BUILDS =
      List.of(
          new Program("curl/7.81.0", NONE, 0, 7, 0, 0),
          new Program("Terraform/{v} (+https://www.terraform.io)", NONE, 21, 1, 6, 0),
          new Program("actions/toolkit http-client/{v}", NONE, 40, 2, 2, 0),
          new Program(
              "gitlab-runner {v} (16-7-stable; go1.20.10; linux/amd64)", NONE, 30, 16, 7, 0),
          new Program("helm/{v}", NONE, 40, 3, 13, 0),
          new Program("docker/{v} go/go1.20.12 os/linux arch/amd64", NONE, 30, 24, 0, 0));

  static final List<Program> AGENTS =
      List.of(
          new Program("claude-cli/{v} (external, cli)", NONE, 2, 1, 0, 0),
          new Program("OpenAI/Python {v}", NONE, 5, 1, 12, 0),
          new Program("langchain/{v}", NONE, 5, 0, 1, 0),
          new Program("python-httpx/{v}", NONE, 40, 0, 26, 0),
          new Program("node", NONE, 0, 0, 0, 0),
          new Program("n8n/{v}", NONE, 7, 1, 25, 0));

  private Software() {}

  /// What a company wrote for itself.
  static Program ofCompany(String name, Dice dice) {
    List<String> systems =
        dice.chance(0.5)
            ? List.of(
                "iOS 17.2; iPhone14,5",
                "Android 14; Pixel 7",
                "iOS 17.3; iPhone15,2",
                "Android 13; SM-G991B")
            : LINUXES;
    return new Program(
        name + "-client/{v} ({os})",
        systems,
        dice.between(6, 25),
        1 + dice.below(5),
        dice.below(20),
        0);
  }

  /// Most people follow within days, some within months, and a few never.
  static Install installed(Program program, Dice dice) {
    boolean pinned = dice.chance(0.12);
    double lag = dice.chance(0.2) ? dice.exponential(30) : dice.exponential(4);
    return new Install(program, dice.pick(program.systems()), lag, pinned);
  }

  /// A program on somebody's machine.
  ///
  /// @param lag days behind the release
  /// @param pinned never updated
  record Install(Program program, String system, double lag, boolean pinned) {
    String userAgent(double day) {
      if (program.cadence() == 0) {
        return program.userAgent(system, 0);
      }
      double since = pinned ? 0 : day;
      // Releases fall on the same days for everybody: the phase is the program's own.
      double phaseOfAll = Math.floorMod(program.agent().hashCode(), 1000) / 1000.0;
      double passed = (since - lag) / program.cadence() + phaseOfAll + 8;
      return program.userAgent(system, Math.max(0, (int) Math.floor(passed)));
    }
  }
}
