-- As report.lua, and counts what was answered: allowed, told to come again (503 with Retry-After; nginx
-- knows no 503, so that its door says it in X-Warder-Status), and anything else.
wrk.method = os.getenv("METHOD") or "GET"
for line in (os.getenv("HEADERS") or ""):gmatch("[^\n]+") do
  local name, value = line:match("^([^:]+):%s*(.*)$")
  wrk.headers[name] = value
end

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init()
  allowed, later, other = 0, 0, 0
end

-- wrk gives names as they came.
local function header(headers, wanted)
  for name, value in pairs(headers) do
    if name:lower() == wanted then return value end
  end
end

function response(status, headers)
  if status == 200 then
    allowed = allowed + 1
  elseif (status == 503 or header(headers, "x-warder-status") == "503") and header(headers, "retry-after") then
    later = later + 1
  else
    other = other + 1
  end
end

function done(summary, latency)
  local sum = { allowed = 0, later = 0, other = 0 }
  for _, thread in ipairs(threads) do
    for name in pairs(sum) do
      sum[name] = sum[name] + thread:get(name)
    end
  end
  print(string.format('{"rate":%.0f,"p50":%.0f,"p99":%.0f,"allowed":%d,"later":%d,"other":%d,"unanswered":%d}',
    summary.requests / (summary.duration / 1e6), latency:percentile(50), latency:percentile(99),
    sum.allowed, sum.later, sum.other,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
