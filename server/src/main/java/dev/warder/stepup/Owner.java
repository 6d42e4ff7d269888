package dev.warder.stepup;

/// Who answers for a machine.
///
/// @param principal the owner's own name, under which he proves himself; empty for nobody
/// @param mail where he is told of questions; empty for nowhere
public record Owner(String principal, String mail) {
  public static final Owner NOBODY = new Owner("", "");
}
