# Of several rounds. Of an even number, half-way between the two in the middle.
def median: sort | (.[(length - 1) / 2 | floor] + .[length / 2 | floor]) / 2;
