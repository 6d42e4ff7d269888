-- Asks Warder about a call before Apache does anything else with it (LuaHookAccessChecker in
-- apache.conf): hands the identity on to the API, or answers the client with what Warder said.
--
-- Needs LuaSocket (Debian: lua-socket). Whatever goes wrong is 503, and nothing passes.

local socket = require "socket"

local HOST, PORT = (os.getenv("WARDER") or "127.0.0.1:8480"):match("^(.*):(%d+)$")
local KEY = os.getenv("WARDER_GATEWAY_KEY") or ""

-- For connecting, and for the whole answer, in seconds.
local TIMEOUT = 2

local LONGEST_LINE = 8192
local MOST_LINES = 64

local IDENTITY = {
  "Verdict", "Decision-Id", "Principal", "Principal-Kind", "Token-Id", "Scopes", "Risk", "Assurance",
}

-- Of the call's own headers, only these go into the question.
local ASKED = { "Authorization", "User-Agent", "Accept-Language" }

-- Never lets a header that Apache accepted become two.
local function line(name, value)
  return name .. ": " .. tostring(value):gsub("[%c]", " ") .. "\r\n"
end

local function question(r)
  local text = "HEAD /authz/haproxy HTTP/1.1\r\n"
    .. line("Host", HOST)
    .. line("Connection", "close")
    .. line("X-Warder-Gateway-Key", KEY)
    .. line("X-Original-Method", r.method)
    -- The target as the client sent it: Apache has decoded and shortened r.uri already.
    .. line("X-Original-URI", r.the_request:match("^%S+ (%S+)") or "")
    .. line("X-Original-Host", r.headers_in["Host"] or "")
    .. line("X-Original-Proto", r.is_https and "https" or "http")
    .. line("X-Real-IP", r.useragent_ip)
  for _, name in ipairs(ASKED) do
    local value = r.headers_in[name]
    if value then
      text = text .. line(name, value)
    end
  end
  return text .. "\r\n"
end

-- The status and the headers of Warder's answer, by name in lower case; nil where there is none.
local function ask(r)
  local warder = socket.tcp()
  local deadline = socket.gettime() + TIMEOUT
  warder:settimeout(TIMEOUT)
  warder:settimeout(TIMEOUT, "t")
  if not warder:connect(HOST, tonumber(PORT)) or not warder:send(question(r)) then
    warder:close()
    return nil
  end
  local status, headers = nil, {}
  for _ = 1, MOST_LINES do
    local got = warder:receive("*l")
    if not got or #got > LONGEST_LINE or socket.gettime() > deadline then
      break
    end
    if not status then
      status = tonumber(got:match("^HTTP/1%.%d (%d%d%d)"))
      if not status then
        break
      end
    elseif got == "" then
      warder:close()
      return status, headers
    else
      local name, value = got:match("^([%w-]+):%s*(.-)%s*$")
      if name then
        headers[name:lower()] = value
      end
    end
  end
  warder:close()
  return nil
end

-- Answers here and now; nothing else of Apache sees the call.
local function refuse(r, status, body, headers)
  r.status = status
  r.content_type = "application/problem+json"
  for name, value in pairs(headers) do
    r.err_headers_out[name] = value
  end
  r:puts(body)
  return apache2.DONE
end

function check(r)
  -- Whatever a client claims to be goes first, in any spelling: X_Warder_Principal is
  -- X-Warder-Principal to many programs.
  for name in pairs(r:headers_in_table()) do
    if name:lower():find("warder", 1, true) then
      r.headers_in[name] = nil
    end
  end
  -- Naming identity headers there would make Apache drop them on the way to the API.
  local connection = (r.headers_in["Connection"] or ""):lower()
  r.headers_in["Connection"] = connection:find("close", 1, true) and "close" or nil

  local status, told = ask(r)
  if status == 200 and told["x-warder-verdict"] and told["x-warder-decision-id"] then
    for _, name in ipairs(IDENTITY) do
      r.headers_in["X-Warder-" .. name] = told["x-warder-" .. name:lower()] or ""
    end
    -- The API trusts what Warder said; the token itself goes no further.
    r.headers_in["Authorization"] = nil
    return apache2.OK
  end
  if status == 401 or status == 403 or status == 429 then
    return refuse(r, status, told["x-warder-body"] or "", {
      ["X-Warder-Decision-Id"] = told["x-warder-decision-id"],
      ["WWW-Authenticate"] = told["www-authenticate"],
      ["Retry-After"] = told["retry-after"],
    })
  end
  return refuse(r, 503, '{"status":503,"title":"No decision could be reached"}', { ["Retry-After"] = "1" })
end
