# shellcheck shell=bash disable=SC2154
# The second half of `million`, to be sourced: what is done with the journal's files, and with a service
# that starts on them again.

verify() { # what, expected: intact or the damage, then arguments
  local what=$1 expected=$2 got
  shift 2
  timed "$root/warder" audit verify --json "$@"
  got=$(tail -n 1 "$work/out" | jq -r 'if .intact then "intact" else .damage end' 2>/dev/null || echo "no answer")
  must "$what" "$took: $(tail -n 1 "$work/out" | jq -r 'if .intact then "intact, \(.records) records" else .message end')" \
    "[ '$got' = '$expected' ]"
}
copied() { # a copy of the journal whose files are its own only once they are written to
  rm -rf "$folder/copy"
  mkdir "$folder/copy"
  cp -al "$folder/data/journal" "$folder/copy/journal"
}
tampered() { # what, expected damage
  copied
  python3 "$here/tamper.py" "$1" "$folder/copy/journal" >"$work/tampering"
  verify "verify, $1 in $(cat "$work/tampering")" "$2" "$folder/copy" --key "$folder/data/keys/audit.pub"
}
verifications() {
  local key=$folder/data/keys/audit.pub
  verify "verify" intact "$folder/data" --key "$key"
  verify "verify, with checkpoints kept elsewhere" intact "$folder/data" --key "$key" --checkpoint "$folder/vault/checkpoints"
  tampered "a bit flipped" changed
  tampered "a record removed" removed
  tampered "a record inserted" inserted
  tampered "two records exchanged" reordered
  tampered "a record changed and the rest chained anew" changed
  tampered "the end cut off" truncated
  copied
  python3 "$here/tamper.py" "an older copy" "$folder/copy/journal" >"$work/tampering"
  verify "verify, an older copy with its own checkpoint" intact "$folder/copy" --key "$key"
  verify "verify, the same, with checkpoints kept elsewhere" replaced "$folder/copy" --key "$key" --checkpoint "$folder/vault/checkpoints"
  rm -rf "$folder/copy"
}

exports() {
  local form
  for form in jsonl ocsf ecs; do
    timed "$root/warder" audit export --format "$form" --out "$folder/export.$form" "$folder/data"
    must "export --format $form" "$took, $(wc -l <"$folder/export.$form") records, $(du -m "$folder/export.$form" | cut -f1) MB" \
      "[ $status = 0 ]"
  done
  if [ -d "${OCSF_SCHEMA:-}" ]; then
    timed "$java" -cp "$classes" dev.warder.audit.ValidatedOcsf "$OCSF_SCHEMA" "$folder/export.ocsf" 7
    must "every seventh of them against the schema of OCSF" "$took, $(tail -n 1 "$work/out")" "[ $status = 0 ]"
  fi
  timed python3 "$here/ecs.py" "$folder/export.ecs"
  must "all of them against the values that ECS allows" "$took, $(tail -n 1 "$work/out")" "[ $status = 0 ]"
}

forwardings() { # the first target was dead until now
  local began receiver port
  rm -f "$folder/received" "$folder/forwarded.jsonl" "$folder/data/forward/copy.offset"
  port=$(free_port)
  python3 "$here/receiver.py" "$port" "$folder/received" >"$work/receiver.log" 2>&1 &
  receiver=$!
  pids+=("$receiver")
  serve "  retention: {age: 36500d, size: 500GB}" "  forward:" \
    "    - {name: hook, to: http, format: ecs, url: \"http://127.0.0.1:$port/\"}" \
    "    - {name: copy, to: file, format: jsonl, path: $folder/forwarded.jsonl}"
  began=$(seconds)
  until_gauge 'warder_forward_lag_records{target="hook"}' 0 1200 || must "the target catches up" no false
  until_gauge 'warder_forward_lag_records{target="copy"}' 0 1200 || must "the file catches up" no false
  say "HTTP and file caught up with all records" "$(since "$began")"
  kill "$receiver"
  wait "$receiver" 2>"$work/void" || true
  must "records that the HTTP target got, each at least once" "$(sort -u "$folder/received" | wc -l)" \
    "[ \$(sort -u '$folder/received' | wc -l) -ge $(signed) ]"
  must "records that the file got" "$(wc -l <"$folder/forwarded.jsonl")" "[ \$(wc -l <'$folder/forwarded.jsonl') -ge $(signed) ]"
  stop_service
}

forgetting() {
  local who pseudonym left
  serve "  retention: {age: 36500d, size: 500GB}"
  who=$(cut -f2 "$CALLS" | sort | uniq -c | sort -rn | awk '/visitor-/ {print $2}' | sed -n 2p)
  audit "?limit=50&principal=$who" >"$work/void"
  must "records of $who before" "$(jq '.items | length' "$work/answer")" "[ \$(jq '.items | length' '$work/answer') -gt 0 ]"
  timed curl -sf -X POST -H "Authorization: Bearer $admin" -H 'Content-Type: application/json' "$base/v1/principals/$who/forget" -d ''
  pseudonym=$(jq -r .pseudonym "$work/out")
  must "forget $who" "$took, now $pseudonym" "[ $status = 0 ]"
  audit "?limit=50&principal=$pseudonym" >"$work/void"
  must "records of $pseudonym" "$(jq '.items | length' "$work/answer")" "[ \$(jq '.items | length' '$work/answer') -gt 0 ]"
  rm -f "$folder"/export.* "$folder/forwarded.jsonl" "$folder/received"
  stop_service
  # the token of that principal, in warder.db, is there still
  left=$(find "$folder/data" -type f ! -name 'warder.db*' -exec sh -c 'for f; do gzip -cdf "$f" | grep -aqF "$0" && echo "$f"; done' "$who" {} + || true)
  must "files that still name $who" "${left:-none}" "[ -z '$left' ]"
  verify "verify, after that" intact "$folder/data" --key "$folder/data/keys/audit.pub" --checkpoint "$folder/vault/checkpoints"
}

secrets_written() {
  local found
  { echo "$MARK"; cut -f2 "$SECRETS" | cut -c5-36; cut -c5-36 "$folder/gateway"; } >"$work/secrets"
  cp "$work"/*.log "$folder/data/"
  found=$(find "$folder/data" "$folder/vault" -type f ! -name admin.token -exec sh -c 'for f; do gzip -cdf "$f" | grep -aqF -f "$0" && echo "$f"; done' "$work/secrets" {} + || true)
  rm -f "$folder"/data/*.log
  must "files with any of $(wc -l <"$work/secrets") secrets that went in" "${found:-none}" "[ -z '$found' ]"
}

retiring() {
  local segments
  segments=$(find "$folder/data/journal" -name '0*' | wc -l)
  serve "  retention: {age: 36500d, size: 200MB}"
  for _ in $(seq 240); do
    [ "$(du -sm --exclude=index "$folder/data/journal" | cut -f1)" -gt 350 ] || break
    sleep 1
  done
  timed python3 "$here/proofs.py" "$base" "$admin" "$folder/data/keys/audit.pub" 100
  must "proofs, with the oldest records retired" "$took: $(head -n 1 "$work/out")" "[ $status = 0 ]"
  stop_service
  must "segments before and after retention by size" "$segments and $(find "$folder/data/journal" -name '0*' | wc -l)" \
    "[ $segments -gt \$(find '$folder/data/journal' -name '0*' | wc -l) ]"
  verify "verify, after that" intact "$folder/data" --key "$folder/data/keys/audit.pub" --checkpoint "$folder/vault/checkpoints"
}
