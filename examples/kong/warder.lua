-- For Kong's pre-function plugin, phase access: asks Warder about a call, before anything else does.
-- Whatever goes wrong, the client gets 503 and the API sees nothing.

local WARDER = "http://127.0.0.1:8480/authz/forward"
local KEY = "wrd_..."

local IDENTITY = {
  "verdict", "decision-id", "principal", "principal-kind", "token-id", "scopes", "risk", "assurance",
}

local function closed()
  return kong.response.exit(503, { status = 503, title = "No decision could be reached" })
end

-- No client says who it is, in whatever spelling, nor takes a header of ours away on the next hop.
local sent = kong.request.get_headers(1000)
for name in pairs(sent) do
  if name:lower():gsub("_", "-"):find("^x%-warder%-") then
    kong.service.request.clear_header(name)
  end
end
kong.service.request.clear_header("Connection")

local http = require("resty.http").new()
http:set_timeouts(1000, 1000, 2000)
local answer = http:request_uri(WARDER, {
  method = "GET",
  headers = {
    ["X-Warder-Gateway-Key"] = KEY,
    ["X-Forwarded-Method"] = kong.request.get_method(),
    ["X-Forwarded-Proto"] = kong.request.get_scheme(),
    ["X-Forwarded-Host"] = sent["host"],
    -- The target as the client sent it: nothing has decoded or shortened it.
    ["X-Forwarded-Uri"] = ngx.var.request_uri,
    ["X-Forwarded-For"] = kong.client.get_ip(),
    ["Authorization"] = sent["authorization"],
    ["User-Agent"] = sent["user-agent"],
  },
})
if not answer then
  return closed()
end
local told = answer.headers
if answer.status ~= 200 then
  if answer.status ~= 401 and answer.status ~= 403 and answer.status ~= 429 then
    return closed()
  end
  return kong.response.exit(answer.status, answer.body, {
    ["Content-Type"] = told["content-type"],
    ["WWW-Authenticate"] = told["www-authenticate"],
    ["Retry-After"] = told["retry-after"],
    ["X-Warder-Decision-Id"] = told["x-warder-decision-id"],
  })
end
-- Only Warder says this: a 200 of something else lets nothing pass.
if not told["x-warder-verdict"] or not told["x-warder-decision-id"] then
  return closed()
end
for _, name in ipairs(IDENTITY) do
  kong.service.request.set_header("X-Warder-" .. name, told["x-warder-" .. name] or "")
end
kong.service.request.clear_header("Authorization")
