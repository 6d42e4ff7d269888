# Turns lines of logs into calls, a line each: seconds, principal, kind, address, and the rest of the request as JSON.
def web:
  capture("^(?<ip>\\S+) \\S+ \\S+ \\[(?<at>[^]]+)\\] \"(?<method>\\S+) (?<path>.*?)(?: HTTP/[0-9.]+)?\" [0-9]+ \\S+(?: \"(?:[^\"\\\\]|\\\\.)*\" \"(?<agent>(?:[^\"\\\\]|\\\\.)*)\")?")
  | {seconds: (.at | strptime("%d/%b/%Y:%H:%M:%S %z") | mktime), principal: ("visitor-" + .ip), kind: "user", ip,
     request: ({method, scheme: "https", host: "www.example.com", path, headers: (if (.agent // "-") == "-" then {} else {"user-agent": .agent} end)})};
def trail:
  fromjson
  | {seconds: (.eventTime | fromdate),
     principal: first(.userIdentity | (.accessKeyId, .arn, .principalId, .invokedBy, .type, "unknown") | select(. != null and . != "")),
     kind: (if .userIdentity.type == "IAMUser" then "user" else "service" end),
     ip: (.sourceIPAddress // "" | if test("^[0-9.]+$|:") then . else "" end),
     request: {method: (.eventName | if test("^(Get|List|Describe|Head|Lookup|Batch)") then "GET" elif test("^(Delete|Remove|Terminate)") then "DELETE" else "POST" end),
               scheme: "https", host: .eventSource, path: ("/" + .eventSource + "/" + .eventName),
               headers: (if (.userAgent // "") == "" then {} else {"user-agent": .userAgent} end)}};
(if startswith("{") then trail else web end)
| [.seconds, .principal, .kind, .ip, (.request | tojson)] | join("\t")
