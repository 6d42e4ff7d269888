package dev.warder.client.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The filter in a real Tomcat.
class TomcatTest extends ServletContract {
  @Override
  Application start(WarderFilter filter) throws Exception {
    FilterDef definition = new FilterDef();
    definition.setFilter(filter);
    return start(definition);
  }

  private static Application start(FilterDef definition) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
    tomcat.setPort(0);
    tomcat.setSilent(true);
    tomcat.getConnector();
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "echo", new EchoServlet());
    context.addServletMappingDecoded("/*", "echo");
    definition.setFilterName("warder");
    context.addFilterDef(definition);
    FilterMap map = new FilterMap();
    map.setFilterName("warder");
    map.addURLPattern("/*");
    context.addFilterMap(map);
    tomcat.start();
    return new Running(tomcat);
  }

  @Test
  void aDeploymentDescriptorIsEnough(@TempDir Path folder) throws Exception {
    Path key = Files.writeString(folder.resolve("key"), gatewayKey() + "\n");
    FilterDef definition = new FilterDef();
    definition.setFilterClass(WarderFilter.class.getName());
    definition.addInitParameter("url", warder().toString());
    definition.addInitParameter("keyFile", key.toString());
    definition.addInitParameter("timeout", "PT30S");
    try (Application application = start(definition)) {
      assertThat(alices("/orders/1").to(application.port()).text()).contains("\nuser alice\n");
    }
  }

  /// CVE-2026-54762: an unresolved secret left everything open (Traefik).
  @Test
  void aFilterThatIsNotToldItsKeyLetsNothingPass() throws Exception {
    FilterDef definition = new FilterDef();
    definition.setFilterClass(WarderFilter.class.getName());
    definition.addInitParameter("url", warder().toString());
    try (Application application = start(definition)) {
      assertThat(alices("/orders/1").to(application.port()).text()).doesNotContain("echo");
    }
  }

  private record Running(Tomcat tomcat) implements Application {
    @Override
    public int port() {
      return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() {
      try {
        tomcat.stop();
        tomcat.destroy();
      } catch (LifecycleException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
