package dev.warder.app.settings;

import java.util.List;

/// A configuration file that must be refused, and the exact words.
record Bad(String yaml, String error) {
  static final List<Bad> FILES =
      List.of(
          new Bad(
              "server:\n  prot: 1\n",
              "warder.yaml:2:3: unknown key \"prot\" in server; did you mean \"port\"?"),
          new Bad(
              "sever: {port: 1}\n",
              "warder.yaml:1:1: unknown key \"sever\"; did you mean \"server\"?"),
          new Bad(
              "decide: {zzz: 1}\n",
              "warder.yaml:1:10: unknown key \"zzz\" in decide; known here: deadline"),
          new Bad(
              "routes:\n  - {match: \"* /**\", scope: [a]}\n",
              "warder.yaml:2:22: unknown key \"scope\" in routes[]; did you mean \"scopes\"?"),
          new Bad(
              "server: {port: 99999}\n",
              "warder.yaml:1:16: server.port must be a whole number from 0 to 65535,"
                  + " not \"99999\""),
          new Bad(
              "server: {port: 0x1F}\n",
              "warder.yaml:1:16: server.port must be a whole number from 0 to 65535,"
                  + " not \"0x1F\""),
          new Bad(
              "server:\n  port: 1\n  port: 2\n",
              "warder.yaml:3:3: \"port\" is set twice; it stands already in line 2"),
          new Bad(
              "server:\n  host:\n",
              "warder.yaml:2:8: \"host\" has no value; give it one or leave it out"),
          new Bad("server: 8480\n", "warder.yaml:1:9: server is a section of keys, not a value"),
          new Bad("data: [a]\n", "warder.yaml:1:7: data must be a single value, not a list"),
          new Bad(
              "server: {trustedProxies: [10.0.0.0/33]}\n",
              "warder.yaml:1:27: an item of server.trustedProxies must be an address or a network"
                  + " such as 10.0.0.0/8, not \"10.0.0.0/33\""),
          new Bad(
              "server: {publicUrl: warder}\n",
              "warder.yaml:1:21: server.publicUrl must be a URL such as"
                  + " https://warder.example.com, not \"warder\""),
          new Bad(
              "server: {tls: {cert: c.pem}}\n",
              "warder.yaml:1:22: server.tls needs both cert and key"),
          new Bad(
              "storage: {postgres: x}\n",
              "warder.yaml:1:10: storage must be \"embedded\"; PostgreSQL and Redis are not"
                  + " available in this version"),
          new Bad(
              "decide: {deadline: 100}\n",
              "warder.yaml:1:20: decide.deadline must be a duration such as 15m, 1ms to 30s,"
                  + " not \"100\""),
          new Bad(
              "audit: {durability: kernal}\n",
              "warder.yaml:1:21: audit.durability must be one of kernel, disk,"
                  + " not \"kernal\"; did you mean kernel?"),
          new Bad(
              "audit: {retention: {size: 5}}\n",
              "warder.yaml:1:27: audit.retention.size must be a size such as 50GB, at least"
                  + " 1000000B, not \"5\""),
          new Bad(
              "audit: {headers: [\"a b\"]}\n",
              "warder.yaml:1:19: an item of audit.headers must be the name of a header,"
                  + " not \"a b\""),
          new Bad(
              "audit: {headers: [x-warder-gateway-key]}\n",
              "warder.yaml:1:18: audit.headers names x-warder-gateway-key, which holds secrets:"
                  + " never recorded"),
          new Bad(
              "audit: {headers: [X-Key]}\ncredential: [{header: X-Key}]\n",
              "warder.yaml:1:18: audit.headers names x-key, which holds secrets: never recorded"),
          new Bad(
              "credential: [cookie]\n",
              "warder.yaml:1:14: an item of credential must be bearer, basicPassword,"
                  + " {header: NAME} or {query: PARAMETER}"),
          new Bad(
              "credential: [bearer, bearer]\n", "warder.yaml:1:22: credential names a place twice"),
          new Bad(
              "routes: [{scopes: [a]}]\n",
              "warder.yaml:1:10: a route needs match, for example {match: \"GET /orders/{id}\"}"),
          new Bad(
              "routes: []\n",
              "warder.yaml:1:9: routes must not be empty: everything would be denied"),
          new Bad(
              "routes:\n  - {match: \"get /a\"}\n",
              "warder.yaml:2:13: routes[].match: \"get /a\" is no route pattern: the method must"
                  + " be in upper case, or *"),
          new Bad(
              "routes:\n  - {match: \"* /a\"}\n  - {match: \"* /a\"}\n",
              "warder.yaml:3:5: this route can never match: the same pattern stands at"
                  + " warder.yaml:2:5"),
          new Bad(
              "risk: {levels: {medium: 70}}\n",
              "warder.yaml:1:16: risk.levels must rise: medium < high < critical, not 70, 60, 85"),
          new Bad(
              "date: &x [1]\nb: *x\n",
              "warder.yaml:1:1: unknown key \"date\"; did you mean \"data\"?\n"
                  + "warder.yaml:2:1: \"b\" is an alias; write the value out, anchors are not"
                  + " understood"),
          new Bad(
              "notify: {targets: [{name: a, to: slack, urlVariable: U, kinds: [incidents]}]}\n",
              "warder.yaml:1:65: an item of notify.targets[].kinds must be one of incident,"
                  + " reaction, challenge, leak, not \"incidents\"; did you mean incident?"),
          new Bad(
              "notify: {targets: [{name: a, to: slack, urlVariable: U, kinds: signal}]}\n",
              "warder.yaml:1:64: an item of notify.targets[].kinds must be one of incident,"
                  + " reaction, challenge, leak, not \"signal\""),
          new Bad("- a\n", "warder.yaml:1:1: the file must hold keys and values, not a list"),
          new Bad(
              "server: {port: 1\ndata: x",
              "warder.yaml:2:5: not readable as YAML: expected ',' or '}', but got :"),
          new Bad(
              "a: 1\n---\nb: 2\n",
              "warder.yaml:2:1: not readable as YAML: but found another document"));

  @Override
  public String toString() {
    return error;
  }
}
