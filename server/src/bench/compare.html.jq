# A page of its own, without scripts or anything from outside, from what `compare` measured.
def esc: tostring | @html;
def bar($value; $most; $text):
  "<div class=bar><i style=\"width:\(100 * $value / $most | . * 10 | round / 10)%\"></i><b>\($text | esc)</b></div>";
(.results | map(.rate) | max) as $most
| (.results | map(.steady.p99) | max) as $slowest
| "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width\">
<title>Warder beside its peers</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .5rem;border-bottom:1px solid #ddd}
td+td,th+th{text-align:right}.bar{position:relative;background:#eef;height:1.6rem;margin:.1rem 0}
.bar i{position:absolute;inset:0 auto 0 0;background:#7a9cd6}.bar b{position:relative;padding:0 .4rem;font-weight:400}
dt{margin-top:.5rem}</style>
<h1>Warder beside its peers</h1>
<p>\(.date | esc), \(.cpu | esc), \(.cores) cores. \(.rounds) alternating rounds of \(.seconds) s; medians.
\(.versions | to_entries | map("\(.key) \(.value)") | join("; ") | esc)</p>
<p>Calls a second: \(.clients.closed | esc). Percentiles: \(.clients.steady | esc).</p>
<h2>Calls a second</h2><dl>" + (.results | map("<dt>\(.name | esc)</dt><dd>" + bar(.rate; $most; "\(.rate)") + "</dd>") | join(""))
+ "</dl><h2>99th percentile, microseconds, at half of that rate</h2><dl>"
+ (.results | map("<dt>\(.name | esc)</dt><dd>" + bar(.steady.p99; $slowest; "\(.steady.p99)") + "</dd>") | join(""))
+ "</dl><h2>All figures</h2><table><tr><th>endpoint<th>calls/s<th>spread<th>Warder is times<th>p50<th>p99<th>p99.9<th>failed</tr>"
+ (.results | map("<tr><td>\(.name | esc)<td>\(.rate)<td>\(.spread)<td>\(.warderIsTimes)<td>\(.steady.p50)<td>\(.steady.p99)<td>\(.steady.p999)<td>\(.failed)</tr>") | join(""))
+ "</table></html>"
