package dev.warder.notify.signal;

import java.util.List;

/// What was held back, for those who may decide about it.
public interface HeldBackActions {
  /// Nothing ever is.
  HeldBackActions NONE =
      new HeldBackActions() {
        @Override
        public List<HeldBack> waiting() {
          return List.of();
        }

        @Override
        public void carryOut(HeldBack one) {
          throw new IllegalArgumentException("nothing waits");
        }

        @Override
        public void drop(HeldBack one) {
          throw new IllegalArgumentException("nothing waits");
        }
      };

  /// The oldest first.
  List<HeldBack> waiting();

  /// Returns when it is done, whatever was done within the hour.
  ///
  /// @throws dev.warder.model.Fault.NotFound where it waits no longer
  void carryOut(HeldBack one);

  /// It is not to be done.
  ///
  /// @throws dev.warder.model.Fault.NotFound where it waits no longer
  void drop(HeldBack one);
}
