-- The action http-request lua.warder: asks Warder about a call and tells haproxy.cfg what it said.
--
-- Sets txn.warder_status (200 passes), and on 200 one variable for each identity header; otherwise
-- what the client is to be told. Whatever goes wrong leaves 503, which haproxy.cfg does not let
-- pass.

local WARDER = "http://" .. (os.getenv("WARDER") or "127.0.0.1:8480") .. "/authz/haproxy"
local KEY = os.getenv("WARDER_GATEWAY_KEY") or ""

local SILENT = '{"status":503,"title":"No decision could be reached"}'

-- Connecting, and waiting for the answer, in milliseconds.
local TIMEOUT = 2000

local IDENTITY = {
  "verdict", "decision-id", "principal", "principal-kind", "token-id", "scopes", "risk", "assurance",
}

-- Of the call's own headers, only these go into the question. All values of each go.
local ASKED = { "authorization", "user-agent", "accept-language" }

local function set(txn, name, value)
  txn:set_var("txn.warder_" .. name:gsub("-", "_"), value or "")
end

local function first(headers, name)
  local values = headers and headers[name]
  return values and values[0]
end

core.register_action("warder", { "http-req" }, function(txn)
  set(txn, "status", 503)
  set(txn, "body", SILENT)
  local sent = txn.http:req_get_headers()
  local host = {}
  for i = 0, 1 do
    host[#host + 1] = sent["host"] and sent["host"][i]
  end
  local question = {
    ["x-warder-gateway-key"] = { KEY },
    ["x-original-method"] = { txn.f:method() },
    -- The target as the client sent it: nothing has decoded or shortened it.
    ["x-original-uri"] = { txn.f:url() },
    ["x-original-host"] = host,
    ["x-original-proto"] = { txn.f:ssl_fc() == 1 and "https" or "http" },
    ["x-real-ip"] = { txn.f:src() },
  }
  for _, name in ipairs(ASKED) do
    if sent[name] then
      local values = {}
      for i = 0, #sent[name] do
        values[#values + 1] = sent[name][i]
      end
      question[name] = values
    end
  end

  local answer = core.httpclient():head { url = WARDER, headers = question, timeout = TIMEOUT }
  if not answer or not answer.status or answer.status == 0 then
    return
  end
  local told = answer.headers
  if answer.status == 200 then
    -- Only Warder says this: a 200 of something else lets nothing pass.
    if not first(told, "x-warder-verdict") or not first(told, "x-warder-decision-id") then
      return
    end
    for _, name in ipairs(IDENTITY) do
      set(txn, name, first(told, "x-warder-" .. name))
    end
    set(txn, "status", 200)
    return
  end
  if answer.status ~= 401 and answer.status ~= 403 and answer.status ~= 429 then
    return
  end
  set(txn, "decision_id", first(told, "x-warder-decision-id"))
  set(txn, "body", first(told, "x-warder-body"))
  set(txn, "authenticate", first(told, "www-authenticate"))
  set(txn, "retry_after", first(told, "retry-after"))
  set(txn, "status", answer.status)
end, 0)
