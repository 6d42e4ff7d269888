package dev.warder.app.cli;

import dev.warder.app.Ahead;
import java.time.InstantSource;
import picocli.CommandLine;

/// The tree of commands.
final class Commands {
  private Commands() {}

  static CommandLine of(Cli cli, Terminal terminal) {
    return new CommandLine(cli)
        .addSubcommand(new DemoCommand(terminal, InstantSource.system()))
        .addSubcommand(new ServeCommand(terminal, Ahead.NOTHING))
        .addSubcommand(new RehearseCommand(terminal))
        .addSubcommand(new LoginCommand(terminal))
        .addSubcommand(tokens(terminal))
        .addSubcommand(principals(terminal))
        .addSubcommand(new DecideCommand(terminal))
        .addSubcommand(new FeedbackCommand(terminal))
        .addSubcommand(new WatchCommand(terminal))
        .addSubcommand(policies(terminal))
        .addSubcommand(routes(terminal))
        .addSubcommand(new ReplayCommand(terminal))
        .addSubcommand(audits(terminal))
        .addSubcommand(intels(terminal))
        .addSubcommand(admins(terminal))
        .addSubcommand(new EvaluateCommand(terminal))
        .addSubcommand(incidents(terminal))
        .addSubcommand(reactions(terminal))
        .addSubcommand(
            new CommandLine(new SchemaCommand(terminal)).setCaseInsensitiveEnumValuesAllowed(true))
        .addSubcommand(new DoctorCommand(terminal, InstantSource.system()));
  }

  private static CommandLine admins(Terminal terminal) {
    return new CommandLine(new Group.Admin())
        .addSubcommand(new AdminResetToken(terminal))
        .addSubcommand(new AdminRotatePepper(terminal))
        .addSubcommand(new AdminRotateAuditKey(terminal));
  }

  private static CommandLine tokens(Terminal terminal) {
    return new CommandLine(new Group.Token())
        .addSubcommand(new TokenCreate(terminal))
        .addSubcommand(new TokenList(terminal))
        .addSubcommand(new TokenShow(terminal))
        .addSubcommand(new TokenRotate(terminal))
        .addSubcommand(new TokenRevoke(terminal))
        .addSubcommand(new TokenImport(terminal));
  }

  private static CommandLine principals(Terminal terminal) {
    return new CommandLine(new Group.Principal())
        .addSubcommand(new PrincipalShow(terminal))
        .addSubcommand(new PrincipalForget(terminal))
        .addSubcommand(new PrincipalEnroll(terminal))
        .addSubcommand(new PrincipalFactors(terminal))
        .addSubcommand(new PrincipalOwner(terminal))
        .addSubcommand(new PrincipalStanding.Disable(terminal))
        .addSubcommand(new PrincipalStanding.Enable(terminal))
        .addSubcommand(new PrincipalStanding.Delete(terminal));
  }

  private static CommandLine policies(Terminal terminal) {
    return new CommandLine(new Group.Policy())
        .addSubcommand(new PolicyCheck(terminal))
        .addSubcommand(new PolicyTest(terminal))
        .addSubcommand(new PolicyApply(terminal))
        .addSubcommand(new PolicyShow(terminal))
        .addSubcommand(new PolicyHistory(terminal))
        .addSubcommand(new PolicyRollback(terminal));
  }

  private static CommandLine routes(Terminal terminal) {
    return new CommandLine(new Group.Routes()).addSubcommand(new RoutesImport(terminal));
  }

  private static CommandLine audits(Terminal terminal) {
    return new CommandLine(new Group.Audit())
        .addSubcommand(new AuditVerify(terminal))
        .addSubcommand(new AuditTail(terminal))
        .addSubcommand(new AuditSearch(terminal))
        .addSubcommand(new AuditExport(terminal))
        .addSubcommand(new AuditReindex(terminal));
  }

  private static CommandLine incidents(Terminal terminal) {
    return new CommandLine(new Group.Incident())
        .addSubcommand(new IncidentList(terminal))
        .addSubcommand(new IncidentShow(terminal))
        .addSubcommand(new IncidentAck(terminal))
        .addSubcommand(new IncidentResolve(terminal));
  }

  private static CommandLine reactions(Terminal terminal) {
    return new CommandLine(new Group.Reaction())
        .addSubcommand(new ReactionList(terminal))
        .addSubcommand(new ReactionUndo(terminal))
        .addSubcommand(new ReactionApply(terminal))
        .addSubcommand(new ReactionDrop(terminal));
  }

  private static CommandLine intels(Terminal terminal) {
    return new CommandLine(new Group.Intel())
        .addSubcommand(new IntelInfoCommand(terminal, InstantSource.system()))
        .addSubcommand(new IntelImport(terminal));
  }
}
