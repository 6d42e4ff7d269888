-- Loads one endpoint. METHOD, BODY and HEADERS (lines of "name: value") come from the environment;
-- the last line printed is the result as JSON.
wrk.method = os.getenv("METHOD") or "GET"
wrk.body = os.getenv("BODY")
for line in (os.getenv("HEADERS") or ""):gmatch("[^\n]+") do
  local name, value = line:match("^([^:]+):%s*(.*)$")
  wrk.headers[name] = value
end

function done(summary, latency)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write
    + summary.errors.status + summary.errors.timeout
  print(string.format('{"rate":%.0f,"p50":%.0f,"p99":%.0f,"failed":%d}',
    summary.requests / (summary.duration / 1e6), latency:percentile(50), latency:percentile(99), failed))
end
