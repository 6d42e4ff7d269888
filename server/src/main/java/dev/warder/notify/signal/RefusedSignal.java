package dev.warder.notify.signal;

/// An event that its receiver will never take, and so is not sent again.
///
/// @param owner the principal whose stream it is
/// @param code why, in the receiver's words: one of RFC 8935
public record RefusedSignal(String stream, String owner, String jti, String code) {}
