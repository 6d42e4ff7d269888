package dev.warder.api;

import com.linecorp.armeria.common.HttpResponse;

/// What an operation answers with: as a rule an `Answer`, which is whole; or something that goes on
/// for as long as the caller listens.
interface Reply {
  int status();

  HttpResponse toHttpResponse();
}
