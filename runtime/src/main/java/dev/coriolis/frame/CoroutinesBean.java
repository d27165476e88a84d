package dev.coriolis.frame;

import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.LoggerFactory;

/** The MXBean of the coroutines of this process. */
final class CoroutinesBean implements CoroutinesMXBean {
  private static final String NAME = "dev.coriolis:type=Coroutines";

  /** Registers the bean; reports it if that is not possible. */
  static void register() {
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      CoroutinesBean bean = new CoroutinesBean();
      try {
        server.registerMBean(bean, new ObjectName(NAME));
      } catch (InstanceAlreadyExistsException e) {
        // Another copy of the runtime, in another class loader.
        String loader =
            Integer.toHexString(System.identityHashCode(bean.getClass().getClassLoader()));
        server.registerMBean(bean, new ObjectName(NAME + ",loader=" + loader));
      }
    } catch (JMException | LinkageError | RuntimeException e) {
      // A JVM may have been made without JMX.
      LoggerFactory.getLogger(CoroutinesBean.class).warn("there will be no MXBean {}", NAME, e);
    }
  }

  @Override
  public boolean isTracking() {
    return Suspensions.areTracked();
  }

  @Override
  public void setTracking(boolean tracking) {
    if (tracking) {
      Suspensions.turnOn();
    } else {
      Suspensions.turnOff();
    }
  }

  @Override
  public int getSuspendedCount() {
    return Suspensions.snapshot().size();
  }

  @Override
  public String dump() {
    List<Suspension> found = Suspensions.snapshot();
    return Suspensions.text(found);
  }
}
