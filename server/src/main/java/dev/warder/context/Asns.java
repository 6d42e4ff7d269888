package dev.warder.context;

import dev.warder.model.Address;
import org.jspecify.annotations.Nullable;

/// Who announces an address.
sealed interface Asns {
  /// @param number 1 to 2^32 - 1
  record Asn(long number, String name) {}

  @Nullable Asn of(Address address);

  /// From sorted ranges: the table of the jar, or a CSV.
  record Table(Ranges ranges, Names names) implements Asns {
    @Override
    public @Nullable Asn of(Address address) {
      int index = ranges.find(address);
      return index == Ranges.NONE ? null : new Asn(names.key(index), names.name(index));
    }
  }

  /// From an MMDB.
  record Database(Mmdb mmdb) implements Asns {
    @Override
    public @Nullable Asn of(Address address) {
      Fields record = mmdb.find(address);
      return record == null ? null : record.asn();
    }
  }
}
