package dev.warder.app.demo;

/// User agents as real programs send them.
final class Clients {
  private static final String CHROME = " AppleWebKit/537.36 (KHTML, like Gecko) Chrome/";

  static final String CHROME_WINDOWS = chrome("Windows NT 10.0; Win64; x64", "141.0.0.0");
  static final String CHROME_WINDOWS_NEXT = chrome("Windows NT 10.0; Win64; x64", "142.0.0.0");
  static final String CHROME_MAC = chrome("Macintosh; Intel Mac OS X 10_15_7", "141.0.0.0");
  static final String CHROME_MAC_NEXT = chrome("Macintosh; Intel Mac OS X 10_15_7", "142.0.0.0");
  static final String FIREFOX_LINUX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0";
  static final String SAFARI_MAC =
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
          + " Version/18.6 Safari/605.1.15";
  static final String SAFARI_PHONE =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
          + " Gecko) Version/18.6 Mobile/15E148 Safari/604.1";
  static final String GITHUB_RUNNER = "actions-runner/2.328.0 (Linux; X64) node/20.19.4";
  static final String JAVA_CLIENT = "okhttp/4.12.0";
  static final String GO_CLIENT = "warehouse-sync/3.4.1 Go-http-client/2.0";
  static final String PYTHON_CLIENT = "python-httpx/0.28.1";
  static final String BOTO =
      "Boto3/1.40.30 md/Botocore#1.40.30 ua/2.1 os/linux#6.1 lang/python#3.12";
  static final String AGENT = "claude-code/2.0.14 (external, cli)";
  static final String CURL = "curl/8.5.0";
  static final String REQUESTS = "python-requests/2.32.5";
  static final String SCRAPY = "Scrapy/2.13.3 (+https://scrapy.org)";
  static final String NODE_FETCH = "axios/1.12.2";

  private Clients() {}

  private static String chrome(String system, String version) {
    return "Mozilla/5.0 (" + system + ")" + CHROME + version + " Safari/537.36";
  }
}
