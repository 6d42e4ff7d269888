package dev.warder.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import org.jspecify.annotations.Nullable;

/// Gives whatever goes wrong inside the server the same form as everything else.
final class FaultHandler implements ServerErrorHandler {
  @Override
  public HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
    context.setShouldReportUnloggedExceptions(false);
    Throwable inner = cause.getCause() == null ? cause : cause.getCause();
    if (cause instanceof ContentTooLargeException || inner instanceof ContentTooLargeException) {
      return Problems.ofStatus(413).toHttpResponse();
    }
    if (cause instanceof RequestTimeoutException || inner instanceof RequestTimeoutException) {
      return Problems.ofStatus(503).toHttpResponse();
    }
    return Problems.of(cause).toHttpResponse();
  }

  @Override
  public AggregatedHttpResponse onProtocolViolation(
      ServiceConfig config,
      @Nullable RequestHeaders headers,
      HttpStatus status,
      @Nullable String description,
      @Nullable Throwable cause) {
    return Problems.ofStatus(status.code());
  }

  @Override
  public AggregatedHttpResponse renderStatus(
      @Nullable ServiceRequestContext context,
      ServiceConfig config,
      @Nullable RequestHeaders headers,
      HttpStatus status,
      @Nullable String description,
      @Nullable Throwable cause) {
    return Problems.ofStatus(status.code());
  }
}
