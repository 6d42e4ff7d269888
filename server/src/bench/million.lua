-- Plays calls of real logs again and again as POST /v1/decisions, each time a week later and from the
-- next address of its network. CALLS has a call a line (calls.jq), SECRETS a principal and its token,
-- GATEWAY the key, START how many calls were sent before. Each call also carries secrets that must not be
-- found anywhere afterwards: MARK in a query value, a cookie and a header.
local calls, tokens, at = {}, {}, tonumber(os.getenv("START") or "0")
local mark, week = os.getenv("MARK"), 7 * 86400
local head = {["Authorization"] = "Bearer " .. os.getenv("GATEWAY"), ["X-Warder-Gateway-Key"] = os.getenv("GATEWAY"),
  ["Content-Type"] = "application/json"}
local threads = {}
sent = at

function setup(thread)
  table.insert(threads, thread)
end

function init()
  for line in io.lines(os.getenv("SECRETS")) do
    local principal, token = line:match("^([^\t]*)\t(.*)$")
    tokens[principal] = token
  end
  for line in io.lines(os.getenv("CALLS")) do
    local seconds, principal, _, ip, rest = line:match("^(%d+)\t([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
    local path = rest:match('"path":"([^"]*)"')
    local query = path:find("?", 1, true) and "&" or "?"
    local from, to = rest:find('"path":"' .. path, 1, true)
    rest = rest:sub(1, to) .. query .. "session=" .. mark .. rest:sub(to + 1)
    rest = rest:gsub('"headers":{', '"headers":{"cookie":"sid=' .. mark .. '","x-session-key":"' .. mark .. '",', 1)
    rest = rest:gsub(",}}$", "}}")
    local network, last = ip:match("^(%d+%.%d+%.%d+%.)(%d+)$")
    calls[#calls + 1] = {tonumber(seconds), tokens[principal], network, tonumber(last), ip, rest:sub(1, -2)}
  end
end

function request()
  local round, call = math.floor(sent / #calls), calls[sent % #calls + 1]
  sent = sent + 1
  local address = call[5]
  if call[3] then address = call[3] .. (call[4] + round) % 254 + 1 end
  if address ~= "" then address = '"sourceIp":"' .. address .. '",' end
  return wrk.format("POST", nil, head, '{"token":"' .. call[2] .. '","request":' .. call[6] .. "," .. address
    .. '"time":"' .. os.date("!%Y-%m-%dT%H:%M:%S", call[1] + round * week) .. '.000Z"}}')
end

function done(summary, latency)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write
    + summary.errors.status + summary.errors.timeout
  print(string.format('{"sent":%d,"rate":%.0f,"p50":%.0f,"p99":%.0f,"failed":%d}', threads[1]:get("sent"),
    summary.requests / (summary.duration / 1e6), latency:percentile(50), latency:percentile(99), failed))
end
