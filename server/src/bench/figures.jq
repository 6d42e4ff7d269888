# Of several rounds; nothing of none. Of an even number, half-way between the two in the middle.
def median: if length == 0 then null else sort | (.[(length - 1) / 2 | floor] + .[length / 2 | floor]) / 2 end;
