# shellcheck shell=bash
# What the scripts of this folder have in common, to be sourced: programs, a JDK, the bench classes, a
# folder that goes away, and a Warder with the policy of this folder, loaded as nginx would load it.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
export PATH=$PATH:/usr/sbin

needs() { # programs
  local program
  for program in "$@"; do
    command -v "$program" >/dev/null || { echo "$(basename "$0") needs $program" >&2; exit 3; }
  done
}
note() { echo "$(date +%T) $*" >&2; }
usage() { # the comment that the script begins with
  awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$0" >&2
  exit 2
}

work=$(mktemp -d)
pids=()
stop_all() {
  [ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  pids=()
}
cleanup() {
  stop_all
  rm -rf "$work"
}
trap cleanup EXIT

# The launcher builds what is stale; the bench classes are built here.
prepare() {
  "$root/warder" --version >"$work/version"
  local home
  java_home=""
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    if grep -q '^JAVA_VERSION="25[".+-]' "$home/release" 2>/dev/null; then
      java_home=$home
      break
    fi
  done
  java=$java_home/bin/java
  (cd "$root" && JAVA_HOME=$java_home mvn -q -B -pl server test-compile -Pbench -Dspotless.check.skip) >"$work/build.log" 2>&1 ||
    { cat "$work/build.log" >&2; exit 3; }
  classes="$root/server/target/test-classes:$root/server/target/classes:$root/server/target/lib/*"
}
bench() { # class, arguments: a client, which should take little from what it measures
  "$java" -XX:+UseSerialGC -cp "$classes" "dev.warder.bench.$1" "${@:2}"
}
free_port() { bench FreePort; }

await() { # URL, where something was started before
  local _
  for _ in $(seq 1800); do
    curl -sf -o "$work/void" "$1" && return
    [ ${#pids[@]} -eq 0 ] || kill -0 "${pids[-1]}" 2>/dev/null || break
    sleep 0.1
  done
  echo "nothing answers at $1" >&2
  tail -n 30 "$work"/*.log >&2
  exit 3
}

configure() { # file of rules, more lines of configuration
  {
    printf 'routes:\n  - {match: "* /orders/**", scopes: ["orders:read"]}\npolicy: [%s]\n' "$1"
    printf '%s\n' "${@:2}"
  } >"$work/warder.yaml"
}
# Without the start-up cache, which would be made beside the first rounds, unless cache is on. Sets warder
# (the process), port, base and admin.
cache=off
start_service() {
  port=$(free_port)
  base=http://127.0.0.1:$port
  WARDER_STARTUP_CACHE=$cache "$root/warder" serve --config "$work/warder.yaml" --data "$work/data" --port "$port" >"$work/warder.log" 2>&1 &
  warder=$!
  pids+=("$warder")
  await "$base/${1:-readyz}"
  admin=$(cat "$work/data/admin.token")
}
stop_service() {
  kill "$warder" 2>/dev/null || true
  wait "$warder" 2>/dev/null || true
  pids=()
}
make_token() { # JSON body
  curl -sf -H "Authorization: Bearer $admin" -H 'Content-Type: application/json' -d "$1" "$base/v1/tokens" | jq -er .token
}
gateway_key() { make_token '{"principal":"gateway","kind":"service","scopes":["warder:decide"]}'; }
call_of_nginx() { # gateway's key, token: the headers of its question
  cat <<CALL
X-Warder-Gateway-Key: $1
Authorization: Bearer $2
X-Original-URI: /orders/42?x=1
X-Original-Method: GET
X-Original-Host: api.example.com
X-Original-Proto: https
X-Real-IP: 203.0.113.7
User-Agent: aws-cli/2.13.5 Python/3.11.4 Linux/5.15
CALL
}
native_call() { # token: the body of its question at the native door
  jq -nc --arg token "$1" '{token: $token, request: {method: "GET", scheme: "https", host: "api.example.com",
    path: "/orders/42?x=1", sourceIp: "203.0.113.7",
    headers: {"user-agent": "aws-cli/2.13.5 Python/3.11.4 Linux/5.15"}}}'
}
prepare_load() { # sets key, token, and METHOD and HEADERS for wrk's scripts and SteadyLoad
  key=$(gateway_key)
  token=$(make_token '{"principal":"loader","kind":"service","scopes":["orders:read"]}')
  export METHOD=GET HEADERS
  HEADERS=$(call_of_nginx "$key" "$token")
}
fastest() { # URL, seconds, connections
  wrk -t1 -c"${3:-32}" -d"$2s" -s "$here/report.lua" "$1" | tail -n 1
}
heap_megabytes() { # of the service, after a collection
  "$java_home/bin/jcmd" "$warder" GC.run >"$work/void"
  "$java_home/bin/jcmd" "$warder" GC.heap_info | sed -n 's/.*used \([0-9]*\)K.*/\1/p' | head -n 1 | awk '{print int($1 / 1024)}'
}
# Sets constant and plain: the ports of a constant answer, and of a proxy before it that asks nobody. A worker
# keeps more connections than there are calls at once: beyond what it keeps it opens one for each.
start_nginx() { # for each proxy that asks a Warder: its port, that of Warder, its key
  needs nginx
  constant=$(free_port) plain=$(free_port)
  mkdir -p "$work/nginx"
  {
    cat <<NGINX
daemon off; worker_processes auto; pid $work/nginx/pid; error_log $work/nginx/error.log warn;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path $work/nginx/b; proxy_temp_path $work/nginx/p; fastcgi_temp_path $work/nginx/f;
  uwsgi_temp_path $work/nginx/u; scgi_temp_path $work/nginx/s;
  keepalive_requests 100000000;
  upstream constant { server 127.0.0.1:$constant; keepalive 128; keepalive_requests 100000000; }
  server { listen 127.0.0.1:$constant; location / { return 200 "ok"; } }
  server { listen 127.0.0.1:$plain;
    location / { proxy_pass http://constant; proxy_http_version 1.1; proxy_set_header Connection ""; } }
NGINX
    while [ $# -gt 0 ]; do
      cat <<NGINX
  upstream warder$2 { server 127.0.0.1:$2; keepalive 128; keepalive_requests 100000000; }
  server { listen 127.0.0.1:$1;
    location / { auth_request /decide; proxy_pass http://constant; proxy_http_version 1.1; proxy_set_header Connection ""; }
    location = /decide { internal; proxy_pass http://warder$2/authz/nginx; proxy_http_version 1.1;
      proxy_set_header Connection ""; proxy_pass_request_body off; proxy_set_header Content-Length "";
      proxy_set_header X-Warder-Gateway-Key "$3"; proxy_set_header X-Original-URI \$request_uri;
      proxy_set_header X-Original-Method \$request_method; proxy_set_header X-Original-Host \$http_host;
      proxy_set_header X-Original-Proto https; proxy_set_header X-Real-IP 203.0.113.7; } }
NGINX
      shift 3
    done
    echo "}"
  } >"$work/nginx.conf"
  nginx -p "$work/nginx" -c "$work/nginx.conf" 2>"$work/nginx.log" &
  pids+=($!)
  await "http://127.0.0.1:$constant/"
}
call_of_client() { # token: what it sends to nginx
  printf 'Authorization: Bearer %s\nUser-Agent: aws-cli/2.13.5 Python/3.11.4 Linux/5.15\n' "$1"
}
