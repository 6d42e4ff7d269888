package dev.warder.app.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "login",
    description = {
      "Log in at an OpenID provider, in a browser, and print the token.",
      "It works where the service believes that provider, and may what its roles say:",
      "  export WARDER_TOKEN=$(./warder login --issuer URL --client-id ID)"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class LoginCommand implements Callable<Integer> {
  @Option(
      names = "--issuer",
      paramLabel = "URL",
      required = true,
      description = "The provider, exactly as it calls itself.")
  private String issuer = "";

  @Option(
      names = "--client-id",
      paramLabel = "ID",
      required = true,
      description = "A public client there that may log devices in.")
  private String clientId = "";

  @Option(names = "--scope", paramLabel = "SCOPE", description = "What to ask for besides openid.")
  private List<String> scopes = List.of();

  @Mixin private final Output output;

  LoginCommand(Terminal terminal) {
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() {
    String scope = scopes.isEmpty() ? "openid" : "openid " + String.join(" ", scopes);
    DeviceLogin.Login login = new DeviceLogin(issuer, clientId).run(scope, this::ask);
    if (output.isJson()) {
      output.json(Map.of("token", login.token(), "expiresIn", login.expiresIn()));
    } else {
      output.line(login.token());
    }
    return Exit.DONE;
  }

  private void ask(DeviceLogin.Question question) {
    output.note("Open " + Table.plain(question.page()));
    output.note("and confirm the code " + Table.plain(question.code()) + ".");
  }
}
