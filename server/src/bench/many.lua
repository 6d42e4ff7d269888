-- Asks the door for nginx about calls of many principals: SECRETS is a file with a token a line, GATEWAY
-- the key. Each token always comes from the same address, with the same client. The last line printed is
-- the result as JSON.
local requests = {}

function init()
  math.randomseed(7)
  local n = 0
  for token in io.lines(os.getenv("SECRETS")) do
    n = n + 1
    requests[n] = token
  end
end

function request()
  local n = math.random(#requests)
  return wrk.format("GET", nil, {
    ["X-Warder-Gateway-Key"] = os.getenv("GATEWAY"),
    ["Authorization"] = "Bearer " .. requests[n],
    ["X-Original-URI"] = "/orders/42?x=1",
    ["X-Original-Method"] = "GET",
    ["X-Original-Host"] = "api.example.com",
    ["X-Original-Proto"] = "https",
    ["X-Real-IP"] = "203.0." .. math.floor(n / 250) % 250 .. "." .. n % 250,
    ["User-Agent"] = "aws-cli/2.13.5 Python/3.11.4 Linux/5.15",
  })
end

function done(summary, latency)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write
    + summary.errors.status + summary.errors.timeout
  print(string.format('{"rate":%.0f,"p50":%.0f,"p99":%.0f,"failed":%d}',
    summary.requests / (summary.duration / 1e6), latency:percentile(50), latency:percentile(99), failed))
end
