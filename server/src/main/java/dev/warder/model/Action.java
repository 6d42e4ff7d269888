package dev.warder.model;

/// What a call does, coarse to fine.
///
/// @param method as sent
/// @param methodClass `read`, `write`, `delete` or `other`
/// @param group the endpoint group: the first fixed segments of the template, for example `/orders`
/// @param template the route template, for example `/orders/{id}`
public record Action(String method, String methodClass, String group, String template) {}
